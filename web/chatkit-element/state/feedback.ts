// What the user thinks of an answer.
import type { ChatState, Rating } from './chat-state.ts';
import { answerItems } from './derive.ts';
import { notify } from './notices.ts';
import { asError } from './read-thread.ts';
import type { Session } from './session.ts';

/** Rates the answer that ends with this row. Shown at once; taken back, shown and dispatched when refused. */
export async function rateAnswer(session: Session, rowKey: string, kind: Rating): Promise<void> {
  const { store, client, emit } = session;
  const { threadId, ratings } = store.get();
  const before = ratings.get(rowKey);
  if (threadId === null || before === kind) return;
  const item_ids = answerItems(store.get(), rowKey);
  store.update((state) => withRating(state, rowKey, kind));
  try {
    await client.tell({ type: 'items.feedback', params: { thread_id: threadId, item_ids, kind } });
  } catch (cause) {
    store.update((state) => {
      const isMine = state.threadId === threadId && state.ratings.get(rowKey) === kind;
      return notify(isMine ? withRating(state, rowKey, before) : state, 'rating_failed');
    });
    emit('chatkit.error', { error: asError(cause) });
  }
}

function withRating(state: ChatState, rowKey: string, kind: Rating | undefined): ChatState {
  const ratings = new Map(state.ratings);
  if (kind) ratings.set(rowKey, kind);
  else ratings.delete(rowKey);
  return { ...state, ratings };
}
