// What the end of a thread waits for: an answer of the user, or of a tool of the page. Pure.
import type { ClientToolCallItem, StructuredInputItem, ThreadItem } from '#chatkit/protocol/items.ts';
import { type ChatState, isBusy, isOpen } from './chat-state.ts';

/** The questions that wait for the user: the newest thing in the thread, while nothing runs. */
export function waitingForm(state: ChatState): StructuredInputItem | null {
  if (isBusy(state) || !isOpen(state)) return null;
  const item = newestItem(state);
  return item?.type === 'structured_input' && item.status === 'pending' ? item : null;
}

/** The call of a tool of the page that the turn waits for. */
export function pendingCall(state: ChatState): ClientToolCallItem | null {
  const item = newestItem(state);
  return item?.type === 'client_tool_call' && item.status === 'pending' ? item : null;
}

function newestItem({ rows }: ChatState): ThreadItem | null {
  return rows.findLast((row) => row.kind === 'item')?.item ?? null;
}
