/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { styleOf } from '../box-style.ts';
import { useFieldName } from '../field-scope.tsx';
import { numberOf, textOf } from '../read.ts';
import type { NodeProps } from '../widget-context.ts';
import { fieldLook } from './control-look.ts';
import { placeholderOf, textFieldProps } from './text-field.ts';
import { useAutoFocus } from './use-auto-focus.ts';

const ROWS = 3;
const ROWS_MAX = 30;

export function Textarea({ node }: NodeProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const name = useFieldName(node, placeholderOf(node));
  const grows = node.autoResize === true;
  const rows = rowsOf(node.rows) ?? ROWS;
  const maxRows = rowsOf(node.maxRows);
  useAutoFocus(field, node.autoFocus);
  useLayoutEffect(() => {
    if (grows) fitHeight(field.current);
  }, [grows]);
  return (
    <textarea
      ref={field}
      class="w-field"
      rows={rows}
      defaultValue={textOf(node.defaultValue)}
      data-grows={grows || undefined}
      style={styleOf({
        minHeight: heightOfRows(rows),
        maxHeight: maxRows ? heightOfRows(Math.max(rows, maxRows)) : undefined,
      })}
      onInput={grows ? (event) => fitHeight(event.currentTarget) : undefined}
      {...textFieldProps(node)}
      {...name}
      {...fieldLook(node)}
    />
  );
}

/** With the field's own padding. */
function heightOfRows(rows: number): string {
  return `calc(${rows}lh + var(--u) * 3 + 2px)`;
}

function rowsOf(value: unknown): number | undefined {
  const rows = Math.floor(numberOf(value) ?? 0);
  return rows >= 1 ? Math.min(rows, ROWS_MAX) : undefined;
}

/** For browsers whose fields do not grow by themselves. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
