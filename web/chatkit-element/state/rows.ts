// Changes of the row list. Pure; each answers a new list.
import { applyUpdate } from '#chatkit/protocol/apply-update.ts';
import type { ThreadItemUpdate } from '#chatkit/protocol/events.ts';
import type { ThreadItem, UserMessageItem } from '#chatkit/protocol/items.ts';
import type { ItemRow, Row } from './chat-state.ts';

/** An item of the running turn appeared or got a new form. */
export function putItem(rows: readonly Row[], item: ThreadItem, turn: number, pending: boolean): Row[] {
  const index = findRow(rows, item.id);
  const row = rows[index];
  if (row?.kind !== 'item') return [...rows, { kind: 'item', key: item.id, turn, item, pending }];
  // Some model layers give every answer the same id: one that is finished is not overwritten.
  if (item.type === 'assistant_message' && !row.pending && (pending || row.turn !== turn)) {
    return [...rows, { kind: 'item', key: freeKey(rows, item.id), turn, item, pending }];
  }
  return rows.with(index, { ...row, item, pending, turn, mark: undefined });
}

/** The server has stored the user's message: it takes the place of the oldest bubble that waits. */
export function confirmMessage(rows: readonly Row[], item: UserMessageItem, turn: number): Row[] {
  const index = rows.findIndex((row) => row.kind === 'item' && row.mark === 'sending');
  const bubble = rows[index];
  if (bubble?.kind !== 'item') return putItem(rows, item, turn, false);
  return rows.with(index, { kind: 'item', key: bubble.key, turn, item, pending: false });
}

export function updateItem(rows: readonly Row[], id: string, update: ThreadItemUpdate): readonly Row[] {
  const index = findRow(rows, id);
  const row = rows[index];
  if (row?.kind !== 'item') return rows;
  const item = applyUpdate(row.item, update);
  if (item === row.item) return rows;
  const progress = update.type === 'generated_image.updated' ? update.progress : row.progress;
  return rows.with(index, { ...row, item, progress });
}

export function replaceItem(rows: readonly Row[], item: ThreadItem, turn: number): Row[] {
  const index = findRow(rows, item.id);
  const row = rows[index];
  if (row?.kind !== 'item') return putItem(rows, item, turn, false);
  return rows.with(index, { ...row, item });
}

export function removeItem(rows: readonly Row[], id: string): readonly Row[] {
  const index = findRow(rows, id);
  return index < 0 ? rows : rows.toSpliced(index, 1);
}

function freeKey(rows: readonly Row[], id: string): string {
  const taken = new Set(rows.map((row) => row.key));
  let n = 2;
  while (taken.has(`${id}~${n}`)) n++;
  return `${id}~${n}`;
}

/** The newest row with this id: after a clash of ids that is the one the stream speaks of. */
export function findRow(rows: readonly Row[], id: string): number {
  return rows.findLastIndex((row) => row.kind === 'item' && row.item.id === id);
}

/** Rows of stored items, with the keys of those that are on screen already. */
export function rowsOf(items: readonly ThreadItem[], shown: readonly Row[] = []): ItemRow[] {
  const keys = new Map(shown.flatMap((row) => (row.kind === 'item' ? [[row.item.id, row.key]] : [])));
  const unique = new Map(items.filter(isForEyes).map((item) => [item.id, item]));
  return [...unique.values()].map((item) => ({
    kind: 'item',
    key: keys.get(item.id) ?? item.id,
    turn: 0,
    item,
    pending: false,
  }));
}

/** The user's message that a row answers or speaks of; -1 when there is none before it. */
export function questionBefore(rows: readonly Row[], key: string): number {
  const from = rows.findIndex((row) => row.key === key);
  return rows.findLastIndex(
    (row, index) => index <= from && row.kind === 'item' && row.item.type === 'user_message',
  );
}

const UNSEEN = new Set(['end_of_turn', 'hidden_context_item', 'sdk_hidden_context']);

/** Some items are for the model or the protocol only. */
export function isForEyes({ type }: ThreadItem): boolean {
  return !UNSEEN.has(type);
}

export function messageText(item: ThreadItem): string {
  if (item.type === 'user_message') return item.content.map((part) => part.text).join('');
  if (item.type === 'assistant_message') return item.content.map((part) => part.text).join('\n\n');
  return '';
}
