/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../locales/en.ts';
import { Icon } from '../view/icon.tsx';
import { usePanel } from '../view/panel-context.ts';
import { flowStyle, styleOf } from './box-style.ts';
import { FieldScope } from './field-scope.tsx';
import { keysOf } from './keys.ts';
import { WidgetChildren, WidgetNode } from './node.tsx';
import { childrenOf, numberOf, wordsOf } from './read.ts';
import { Status } from './status.tsx';
import { useAction } from './use-action.ts';
import { spaceOf } from './values.ts';
import type { NodeProps } from './widget-context.ts';

const AUTO_LIMIT = 5;

/** Rows, of which only the first ones are shown until more are asked for. */
export function ListView({ node, depth }: NodeProps) {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const goTo = useRef<number | null>(null);
  const rows = childrenOf(node);
  const keys = keysOf(rows);
  const limit = limitOf(node.limit);
  const shown = open ? rows : rows.slice(0, limit);

  useLayoutEffect(() => {
    if (goTo.current === null) return;
    focusRow(list.current?.children[goTo.current]);
    goTo.current = null;
  });

  function toggle(): void {
    if (!open) goTo.current = limit;
    setOpen(!open);
  }

  return (
    <section class="w-list">
      <Status of={node.status} />
      {shown.length > 0 ? (
        <ul ref={list}>
          {shown.map((row, index) =>
            row.type === 'ListViewItem' ? (
              <WidgetNode key={keys[index]} node={row} depth={depth + 1} />
            ) : (
              <li key={keys[index]} class="w-item">
                <WidgetNode node={row} depth={depth + 1} />
              </li>
            ),
          )}
        </ul>
      ) : null}
      {rows.length > limit ? <More open={open} count={rows.length - limit} onClick={toggle} /> : null}
    </section>
  );
}

function More({ open, count, onClick }: { open: boolean; count: number; onClick: () => void }) {
  const { texts } = usePanel();
  return (
    <button type="button" class="w-more" aria-expanded={open} onClick={onClick}>
      {open ? texts.widget_less : fill(texts.widget_more, { n: count })}
      <Icon name="chevron-down" />
    </button>
  );
}

export function ListViewItem({ node, depth }: NodeProps) {
  const { exists, blocked, working, start } = useAction(node.onClickAction, 'list-item');
  const { gap, ...flow } = flowStyle(node);
  return (
    <li
      class="w-item"
      data-action={exists || undefined}
      data-blocked={(exists && blocked) || undefined}
      aria-busy={working || undefined}
    >
      {exists ? (
        // Under the content, so that a control in the row is not inside a button.
        <button
          type="button"
          class="w-item-button"
          aria-label={wordsOf(node)}
          aria-disabled={blocked || working || undefined}
          onClick={(event) => void start(event.currentTarget)}
        />
      ) : null}
      <div class="w-item-content" style={{ ...flow, ...styleOf({ gap: gap ?? spaceOf(3) }) }}>
        <FieldScope of={node} named>
          <WidgetChildren of={node} depth={depth} />
        </FieldScope>
      </div>
      {working ? <span class="spinner" aria-hidden="true" /> : null}
    </li>
  );
}

function limitOf(value: unknown): number {
  if (value === 'auto') return AUTO_LIMIT;
  const limit = Math.floor(numberOf(value) ?? 0);
  return limit >= 1 ? limit : Number.POSITIVE_INFINITY;
}

/** The first thing in it that can be used; else the row itself. */
function focusRow(row: Element | undefined): void {
  if (!(row instanceof HTMLElement)) return;
  const control = row.querySelector<HTMLElement>('button, input, select, textarea, a[href]');
  if (!control) row.tabIndex = -1;
  (control ?? row).focus();
}
