// How a turn leaves the rows behind. Pure.
import type { ChatState, ItemRow, Row } from './chat-state.ts';
import { draftOf, isFree } from './compose.ts';

/** The turn is over: nothing spins, nothing waits. `end` says why when it was not the server's doing. */
export function endTurn(state: ChatState, end: 'stopped' | 'closed' | null): ChatState {
  const rows = state.rows.map((row): Row => (row.kind === 'item' ? settle(row) : row));
  return {
    ...state,
    phase: 'idle',
    allowCancel: false,
    progress: null,
    silent: false,
    rows: end === 'stopped' ? markLast(rows, state.turn) : rows,
  };
}

/** An answer that was begun and not finished, or an image. A workflow may legally stay open. */
export function isCut(state: ChatState): boolean {
  return state.rows.some((row) => isHalf(row, state.turn));
}

export function markCut(state: ChatState): ChatState {
  const rows = state.rows.map(
    (row): Row => (row.kind === 'item' && isHalf(row, state.turn) ? { ...row, mark: 'cut' } : row),
  );
  return { ...state, rows };
}

/** Takes the message that was refused off the screen and gives all of it back to an empty composer. */
export function takeBackMessage(state: ChatState): ChatState {
  const bubble = state.rows.find(isSending);
  if (!bubble) return state;
  const rows = state.rows.filter((row) => row !== bubble);
  if (!isFree(state.draft) || bubble.item.type !== 'user_message') return { ...state, rows };
  const { draft, toolId } = bubble.composed ?? { draft: draftOf(bubble.item), toolId: null };
  return { ...state, rows, draft, toolId: state.toolId ?? toolId };
}

export function markUnsent(state: ChatState): ChatState {
  return {
    ...state,
    rows: state.rows.map((row): Row => (isSending(row) ? { ...row, mark: 'unsent' } : row)),
  };
}

function isSending(row: Row): row is ItemRow {
  return row.kind === 'item' && row.mark === 'sending';
}

function isHalf(row: Row, turn: number): boolean {
  if (row.kind !== 'item' || row.turn !== turn || !row.pending) return false;
  return row.item.type === 'assistant_message' || row.item.type === 'generated_image';
}

function settle(row: ItemRow): ItemRow {
  if (!row.pending && row.mark !== 'sending') return row;
  return { ...row, pending: false, mark: row.mark === 'sending' ? undefined : row.mark };
}

/** A call of a tool is never drawn. */
function canCarryNote({ item }: ItemRow): boolean {
  return item.type !== 'client_tool_call';
}

function markLast(rows: Row[], turn: number): Row[] {
  const index = rows.findLastIndex((row) => row.kind === 'item' && row.turn === turn && canCarryNote(row));
  const row = rows[index];
  return row?.kind === 'item' ? rows.with(index, { ...row, mark: 'stopped' }) : rows;
}
