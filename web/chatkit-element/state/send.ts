// What the user asks for: a message, or the same once more.
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import type { ChatState, Composed, ItemRow } from './chat-state.ts';
import { refreshThread } from './read-thread.ts';
import { questionBefore } from './rows.ts';
import type { Session } from './session.ts';
import { runTurn } from './turn.ts';

/**
 * Puts the message on screen and runs its turn. The caller has checked that none runs. `composed` goes back to the
 * composer if the server refuses.
 */
export function sendMessage(
  session: Session,
  input: UserMessageInput,
  attachments: UserMessageItem['attachments'] = [],
  composed?: Composed,
): Promise<void> {
  const { threadId } = session.store.get();
  return runTurn(
    session,
    threadId === null
      ? { type: 'threads.create', params: { input } }
      : { type: 'threads.add_user_message', params: { input, thread_id: threadId } },
    { prepare: (state) => addBubble(state, input, attachments, composed) },
  );
}

/**
 * Answers again the message that the row with this key belongs to. A message that the server never
 * confirmed is looked for first, so that it is not stored twice.
 */
export async function retryFrom(session: Session, rowKey: string): Promise<void> {
  const bubble = questionOf(session.store.get(), rowKey);
  if (!bubble) return;
  if (bubble.input && session.store.get().threadId !== null) {
    session.store.update((state) => ({ ...state, phase: 'loading' }));
    await refreshThread(session).finally(() =>
      session.store.update((state) => ({ ...state, phase: 'idle' })),
    );
  }
  const question = questionOf(session.store.get(), bubble.key);
  if (!question) return;
  const { item } = question;
  if (question.input) {
    session.store.update((state) => cutAfter(state, question.key, 0));
    const attachments = item.type === 'user_message' ? item.attachments : [];
    await sendMessage(session, question.input, attachments, question.composed);
    return;
  }
  await runTurn(
    session,
    { type: 'threads.retry_after_item', params: { thread_id: item.thread_id, item_id: item.id } },
    { prepare: (state) => cutAfter(state, question.key, 1) },
  );
}

function questionOf(state: ChatState, rowKey: string): ItemRow | null {
  const row = state.rows[questionBefore(state.rows, rowKey)];
  return row?.kind === 'item' ? row : null;
}

/** The server says nothing of the rows that it deletes before answering again. */
function cutAfter(state: ChatState, key: string, keep: number): ChatState {
  const index = state.rows.findIndex((row) => row.key === key);
  return index < 0 ? state : { ...state, rows: state.rows.slice(0, index + keep) };
}

function addBubble(
  state: ChatState,
  input: UserMessageInput,
  attachments: UserMessageItem['attachments'],
  composed: Composed | undefined,
): ChatState {
  const key = `local_${state.turn}`;
  const item: UserMessageItem = {
    type: 'user_message',
    id: key,
    thread_id: state.threadId ?? '',
    created_at: new Date().toISOString(),
    content: input.content,
    attachments,
    quoted_text: input.quoted_text,
    inference_options: input.inference_options,
  };
  const row: ItemRow = {
    ...{ kind: 'item', key, turn: state.turn, item, pending: false, mark: 'sending' },
    input,
    composed,
  };
  return { ...state, rows: [...state.rows, row] };
}
