/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useFieldName } from '../field-scope.tsx';
import { useValue } from '../use-value.ts';
import type { NodeProps } from '../widget-context.ts';
import { fieldLook, sentNameOf } from './control-look.ts';
import { dayOf } from './dates.ts';
import { placeholderOf } from './text-field.ts';

/** A day, in the user's own zone and in the way the browser writes it. */
export function DatePicker({ node }: NodeProps) {
  const name = useFieldName(node, placeholderOf(node));
  const { value, blocked, working, change } = useValue(node, dayOf(node.defaultValue));
  const field = useRef<HTMLInputElement>(null);
  // Not with every drawing: a date that is half typed has no value yet, and would be lost.
  useLayoutEffect(() => {
    if (field.current) field.current.value = value;
  }, [value]);
  const isFixed = node.clearable !== true && dayOf(node.defaultValue) !== '';
  return (
    <input
      ref={field}
      class="w-field"
      type="date"
      data-field={sentNameOf(node)}
      data-empty={value === '' || undefined}
      min={dayOf(node.min) || undefined}
      max={dayOf(node.max) || undefined}
      required={isFixed}
      disabled={node.disabled === true || blocked}
      aria-busy={working || undefined}
      onChange={(event) => {
        const { currentTarget } = event;
        // Half a date, or one outside the range, is not a choice.
        if (currentTarget.validity.valid) void change(currentTarget.value, currentTarget);
      }}
      {...name}
      {...fieldLook(node)}
    />
  );
}
