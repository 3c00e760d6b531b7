import type { ErrorEvent, ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Thread } from '#chatkit/protocol/thread.ts';
import type { ChatState, Problem, Row, ThreadInfo } from './chat-state.ts';
import { withNewThread, withThread } from './history-list.ts';
import { addNotice } from './notices.ts';
import { confirmMessage, isForEyes, putItem, removeItem, replaceItem, updateItem } from './rows.ts';

type Folds = {
  [Type in ThreadStreamEvent['type']]: (
    state: ChatState,
    event: Extract<ThreadStreamEvent, { type: Type }>,
  ) => ChatState;
};

const folds: Folds = {
  'thread.created': (state, { thread }) => ({
    ...state,
    threadId: thread.id,
    thread: infoOf(thread),
    history: withNewThread(state.history, infoOf(thread)),
  }),
  'thread.updated': (state, { thread }) => ({
    ...state,
    thread: infoOf(thread),
    history: withThread(state.history, infoOf(thread)),
  }),
  'thread.item.added': (state, { item }) =>
    isForEyes(item) ? withRows(state, putItem(state.rows, item, state.turn, true)) : state,
  'thread.item.done': (state, { item }) => {
    if (item.type === 'user_message') return withRows(state, confirmMessage(state.rows, item, state.turn));
    return isForEyes(item) ? withRows(state, putItem(state.rows, item, state.turn, false)) : state;
  },
  'thread.item.updated': (state, { item_id, update }) =>
    withRows(state, updateItem(state.rows, item_id, update)),
  'thread.item.replaced': (state, { item }) =>
    withRows(
      state,
      isForEyes(item) ? replaceItem(state.rows, item, state.turn) : removeItem(state.rows, item.id),
    ),
  'thread.item.removed': (state, { item_id }) => withRows(state, removeItem(state.rows, item_id)),
  stream_options: (state, event) => ({ ...state, allowCancel: event.stream_options.allow_cancel }),
  progress_update: (state, { text, icon }) => ({ ...state, progress: { text, icon } }),
  client_effect: (state) => state,
  error: (state, event) => addProblem(state, problemOfEvent(event)),
  notice: (state, { level, message, title }) => addNotice(state, { level, message, title }),
};

/**
 * Folds one event of a turn into what is shown. An event of an unknown type, or about an item that is not
 * there, returns the same object. Effects outside the panel are the caller's.
 */
export function foldEvent(state: ChatState, event: ThreadStreamEvent): ChatState {
  if (!Object.hasOwn(folds, event.type)) return state;
  // Each function of the table takes exactly the event it is filed under.
  const fold = folds[event.type] as (state: ChatState, event: ThreadStreamEvent) => ChatState;
  return fold(state, event);
}

export function infoOf({ items: _items, metadata: _metadata, ...info }: Thread): ThreadInfo {
  return info;
}

/** A problem stands where it happened and stays there while the conversation goes on. */
export function addProblem(state: ChatState, problem: Problem): ChatState {
  const key = `problem-${state.turn}-${state.rows.length}`;
  return { ...state, rows: [...state.rows, { kind: 'problem', key, turn: state.turn, problem }] };
}

/** A progress line lasts until something else can be seen. */
function withRows(state: ChatState, rows: readonly Row[]): ChatState {
  if (rows === state.rows) return state;
  const progress = state.progress && !hasNewContent(rows, state.turn) ? state.progress : null;
  return { ...state, rows, progress };
}

function hasNewContent(rows: readonly Row[], turn: number): boolean {
  const last = rows.at(-1);
  return last?.kind === 'item' && last.turn === turn && isVisible(last.item, last.pending);
}

/** Whether an item shows anything yet. `pending`: it is still being made. */
export function isVisible(item: ThreadItem, pending = false): boolean {
  if (item.type === 'assistant_message') return item.content.some((part) => part.text !== '');
  if (item.type === 'workflow') return item.workflow.tasks.length > 0;
  if (item.type === 'generated_image') return pending || item.image !== undefined;
  // Questions that wait stand in the place of the composer.
  if (item.type === 'structured_input') return item.status !== 'pending';
  return item.type === 'task' || item.type === 'widget';
}

function problemOfEvent({ code, message, allow_retry }: ErrorEvent): Problem {
  const retry = allow_retry ? 'turn' : null;
  return code === 'custom' && message
    ? { kind: 'custom', detail: message, retry }
    : { kind: 'failed', retry };
}
