/** @jsxImportSource preact */
import { useFieldName } from '../field-scope.tsx';
import { textOf } from '../read.ts';
import { useValue } from '../use-value.ts';
import type { NodeProps } from '../widget-context.ts';
import { fieldLook } from './control-look.ts';
import { dayOf } from './dates.ts';
import { placeholderOf } from './text-field.ts';

/** A day, in the user's own zone and in the way the browser writes it. */
export function DatePicker({ node }: NodeProps) {
  const name = useFieldName(node, placeholderOf(node));
  const { value, blocked, working, change } = useValue(node, dayOf(node.defaultValue));
  const isFixed = node.clearable !== true && dayOf(node.defaultValue) !== '';
  return (
    <input
      class="w-field"
      type="date"
      data-field={textOf(node.name) || undefined}
      data-empty={value === '' || undefined}
      value={value}
      min={dayOf(node.min) || undefined}
      max={dayOf(node.max) || undefined}
      required={isFixed}
      disabled={node.disabled === true || blocked}
      aria-busy={working || undefined}
      onChange={(event) => {
        const field = event.currentTarget;
        // Half a date, or one outside the range, is not a choice.
        if (field.validity.valid) void change(field.value, field);
      }}
      {...name}
      {...fieldLook(node)}
    />
  );
}
