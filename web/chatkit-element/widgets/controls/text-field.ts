// What fields of text have in common.
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { textOf } from '../read.ts';
import { sentNameOf } from './control-look.ts';

/** Password managers and the like stay away from a field unless it invites them. */
const NO_EXTENSIONS = { 'data-1p-ignore': true, 'data-lpignore': 'true', 'data-bwignore': true } as const;

/** Reads the props of a field; for `Text.editable`, `field` is that object. */
export function textFieldProps(field: Record<string, unknown>) {
  return {
    'data-field': sentNameOf(field),
    placeholder: textOf(field.placeholder) || undefined,
    required: field.required === true,
    disabled: field.disabled === true,
    autocomplete: textOf(field.autoComplete) || undefined,
    dir: 'auto' as const,
    onFocus: field.autoSelect === true ? selectAll : undefined,
    ...(field.allowAutofillExtensions === true ? {} : NO_EXTENSIONS),
  };
}

export function placeholderOf(field: Record<string, unknown> | WidgetComponent): string {
  return textOf(field.placeholder);
}

function selectAll(event: FocusEvent): void {
  (event.currentTarget as HTMLInputElement).select();
}
