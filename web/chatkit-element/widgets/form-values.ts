// What stands in the fields of a form now. Fields carry their name in `data-field`: as a real `name` it could
// hide properties of the form.
import type { FieldValue } from '../view/widget-actions.ts';
import type { FieldValues } from './widget-context.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The values of the form around an element, itself included; none outside a form. */
export function formValues(from: Element): FieldValues {
  const fields = from.closest('form')?.querySelectorAll<Field>('[data-field]') ?? [];
  const values = [...fields].flatMap((field): [string, FieldValue][] => {
    const value = readField(field);
    return value === undefined ? [] : [[field.dataset.field ?? '', value]];
  });
  return Object.fromEntries(values);
}

/** A radio button that is not the chosen one has none. */
function readField(field: Field): FieldValue | undefined {
  if (field.type === 'checkbox') return (field as HTMLInputElement).checked;
  if (field.type === 'radio' && !(field as HTMLInputElement).checked) return undefined;
  return field.value;
}
