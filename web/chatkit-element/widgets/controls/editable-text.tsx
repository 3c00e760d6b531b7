/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { useFieldName } from '../field-scope.tsx';
import { numberOf, textOf } from '../read.ts';
import { placeholderOf, textFieldProps } from './text-field.ts';
import { useAutoFocus } from './use-auto-focus.ts';

/** Text that can be changed where it stands. */
export function EditableText({ node, field }: { node: WidgetComponent; field: Record<string, unknown> }) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const name = useFieldName({ type: node.type, name: field.name }, placeholderOf(field));
  useAutoFocus(input, field.autoFocus);
  const lines = Math.max(numberOf(node.minLines) ?? 1, numberOf(node.maxLines) ?? 1);
  const shared = {
    class: 'w-field w-editable',
    defaultValue: textOf(node.value),
    'data-size': textOf(node.size) || undefined,
    ...textFieldProps(field),
    ...name,
  };
  if (lines > 1) return <textarea ref={input} rows={Math.min(lines, 20)} {...shared} />;
  return <input ref={input} type="text" pattern={textOf(field.pattern) || undefined} {...shared} />;
}
