// Lays what the server has stored over what is shown. Pure.
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { ChatState, ItemRow, Row } from './chat-state.ts';
import { messageText, rowsOf } from './rows.ts';

/**
 * `items` are the newest of the thread, oldest first; `cursor` is null when they are all of it. Older rows
 * that were read before stay, and so do problems and unconfirmed messages, each behind the same message.
 */
export function mergeItems(
  state: ChatState,
  items: readonly ThreadItem[],
  cursor: string | null,
): { rows: Row[]; cursor: string | null } {
  const fetched = rowsOf(items, state.rows);
  const olderRows = cursor === null ? [] : rowsBefore(state.rows, fetched);
  let rows: Row[] = [...olderRows, ...fetched];
  const known = new Set(state.rows.flatMap((row) => (isStored(row) ? [row.item.id] : [])));
  const settled = new Set<number>();
  for (const { row, anchor } of localRows(state.rows)) {
    const stored = row.kind === 'item' ? rows.findLastIndex((other) => isSame(other, row, known)) : -1;
    const twin = rows[stored];
    if (twin) {
      rows = rows.with(stored, { ...twin, key: row.key });
      settled.add(row.turn);
    } else if (row.kind === 'item' || !settled.has(row.turn)) {
      const at = rows.findLastIndex((other) => other.key === anchor);
      rows = rows.toSpliced(at < 0 ? rows.length : at + 1, 0, row);
    }
  }
  return { rows, cursor: olderRows.length > 0 ? state.older.cursor : cursor };
}

function isStored(row: Row): row is ItemRow {
  return row.kind === 'item' && row.input === undefined;
}

/** What was read earlier and is older than the new page; nothing when the two do not touch. */
function rowsBefore(rows: readonly Row[], fetched: readonly ItemRow[]): Row[] {
  const ids = new Set(fetched.map((row) => row.item.id));
  const overlap = rows.findIndex((row) => row.kind === 'item' && ids.has(row.item.id));
  return rows.slice(0, Math.max(0, overlap)).filter(isStored);
}

/** Rows that only this page knows, each with the key of the row before it. */
function localRows(rows: readonly Row[]): { row: Row; anchor: string | undefined }[] {
  return rows.flatMap((row, index) => (isStored(row) ? [] : [{ row, anchor: rows[index - 1]?.key }]));
}

/** The message whose confirmation was lost: the same words, and not on screen before. */
function isSame(stored: Row, bubble: ItemRow, known: ReadonlySet<string>): boolean {
  return (
    isStored(stored) &&
    stored.item.type === 'user_message' &&
    !known.has(stored.item.id) &&
    messageText(stored.item) === messageText(bubble.item)
  );
}
