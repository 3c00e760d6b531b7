/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import { useFieldName } from '../field-scope.tsx';
import { oneOf, textOf } from '../read.ts';
import type { NodeProps } from '../widget-context.ts';
import { fieldLook } from './control-look.ts';
import { placeholderOf, textFieldProps } from './text-field.ts';
import { useAutoFocus } from './use-auto-focus.ts';

const TYPES = ['number', 'email', 'text', 'password', 'tel', 'url'] as const;

/** What is typed stays when the widget is sent again; a new default shows only where nothing was typed. */
export function Input({ node }: NodeProps) {
  const field = useRef<HTMLInputElement>(null);
  const name = useFieldName(node, placeholderOf(node));
  useAutoFocus(field, node.autoFocus);
  // The types of the attributes tell each kind of input apart, which is known at run time only.
  const type = (oneOf(node.inputType, TYPES) ?? 'text') as 'text';
  return (
    <input
      ref={field}
      class="w-field"
      type={type}
      step={node.inputType === 'number' ? 'any' : undefined}
      defaultValue={textOf(node.defaultValue)}
      pattern={textOf(node.pattern) || undefined}
      {...textFieldProps(node)}
      {...name}
      {...fieldLook(node)}
    />
  );
}
