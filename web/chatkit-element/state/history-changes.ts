// What the user does to threads: shown at once, taken back when the server refuses.
import { withThread } from './history-list.ts';
import { shownThreads, withChange, withoutThread } from './history-shown.ts';
import { notify } from './notices.ts';
import { asError } from './read-thread.ts';
import type { Session } from './session.ts';
import { startNewThread } from './thread.ts';

/** Gives a thread another title. A refusal is shown and dispatched. */
export async function renameThread(session: Session, id: string, title: string): Promise<void> {
  const { store, client } = session;
  const shown = shownThreads(store.get().history).find((thread) => thread.id === id);
  if (!shown || title === '' || title === shown.title) return;
  const mine = { title };
  store.update((state) => ({ ...state, history: withChange(state.history, id, mine) }));
  try {
    const answer = await client.tell({ type: 'threads.update', params: { thread_id: id, title } });
    store.update((state) => {
      // A later title of the same thread is newer than this answer.
      if (state.history.changes.get(id) !== mine) return state;
      const renamed = { title: answer.title ?? title };
      const thread = state.history.threads.find((each) => each.id === id);
      return {
        ...state,
        history: thread ? withThread(state.history, { ...thread, ...renamed }) : state.history,
        thread: state.thread?.id === id ? { ...state.thread, ...renamed } : state.thread,
      };
    });
  } catch (cause) {
    refuse(session, cause, 'rename_failed');
  } finally {
    store.update((state) =>
      state.history.changes.get(id) === mine
        ? { ...state, history: withChange(state.history, id, null) }
        : state,
    );
  }
}

/** Deletes a thread; when it is the active one, the start screen follows. A refusal is shown and dispatched. */
export async function deleteThread(session: Session, id: string): Promise<void> {
  const { store, client } = session;
  store.update((state) => ({ ...state, history: withChange(state.history, id, 'deleted') }));
  try {
    await client.tell({ type: 'threads.delete', params: { thread_id: id } });
  } catch (cause) {
    if (asError(cause).status !== 404) {
      store.update((state) => ({ ...state, history: withChange(state.history, id, null) }));
      refuse(session, cause, 'delete_failed');
      return;
    }
  }
  // The change stays: a list that was asked for before must not bring the thread back.
  store.update((state) => ({ ...state, history: withoutThread(state.history, id) }));
  if (store.get().threadId === id) startNewThread(session);
}

function refuse(session: Session, cause: unknown, text: 'rename_failed' | 'delete_failed'): void {
  session.store.update((state) => notify(state, text));
  session.emit('chatkit.error', { error: asError(cause) });
}
