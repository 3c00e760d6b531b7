// The history: open it, read it, close it. A turn goes on meanwhile.
import type { ChatKitError } from '../client/chatkit-error.ts';
import type { HistoryList, HistoryRead, Problem } from './chat-state.ts';
import { withPage } from './history-list.ts';
import { asError } from './read-thread.ts';
import type { Session } from './session.ts';

const PAGE_ROWS = 20;
const PAGE_MAX = 100;

export function isHistoryEnabled(session: Session): boolean {
  return session.options().history?.enabled !== false;
}

/** Shows the history and reads it anew. Nothing happens when it is open. */
export function openHistory(session: Session): void {
  const { store, emit } = session;
  if (store.get().view === 'history') return;
  store.update((state) => ({ ...state, view: 'history' }));
  emit('chatkit.history.open', null);
  // A failure is shown in the list.
  readHistory(session, 'list', PAGE_ROWS).catch(() => {});
}

/** Goes back to the thread. */
export function closeHistory(session: Session): void {
  const { store, emit } = session;
  if (store.get().view !== 'history') return;
  session.historyReads.abort();
  store.update((state) => ({ ...state, view: 'thread', history: { ...state.history, reading: null } }));
  emit('chatkit.history.close', null);
}

/** Reads as many threads as are shown, if they are. @throws ChatKitError that was shown and dispatched. */
export async function refreshHistory(session: Session): Promise<void> {
  const { view, history } = session.store.get();
  if (view !== 'history') return;
  await readHistory(session, 'list', Math.min(PAGE_MAX, Math.max(PAGE_ROWS, history.threads.length)));
}

/** Reads the next page. @throws ChatKitError that was shown and dispatched. */
export async function readMoreHistory(session: Session): Promise<void> {
  const { cursor, reading } = session.store.get().history;
  if (cursor === null || reading !== null) return;
  await readHistory(session, 'more', PAGE_ROWS, cursor);
}

async function readHistory(
  session: Session,
  read: HistoryRead,
  limit: number,
  after?: string,
): Promise<void> {
  session.historyReads.abort();
  session.historyReads = new AbortController();
  const lifetime = session.historyReads.signal;
  change(session, (list) => ({ ...list, reading: read, problem: null }));
  const params = { limit, order: 'desc', ...(after ? { after } : {}) } as const;
  try {
    const { data } = await session.client.ask({ type: 'threads.list', params }, lifetime);
    change(session, (list) => withPage(list, data, read));
  } catch (cause) {
    if (lifetime.aborted) return;
    const error = asError(cause);
    change(session, (list) => ({ ...list, reading: null, problem: { of: read, kind: kindOf(error) } }));
    session.emit('chatkit.error', { error });
    throw error;
  }
}

function change(session: Session, edit: (list: HistoryList) => HistoryList): void {
  session.store.update((state) => ({ ...state, history: edit(state.history) }));
}

function kindOf({ code, status }: ChatKitError): Problem['kind'] {
  if (code === 'network') return 'network';
  if (status === 401) return 'session';
  return status === 503 ? 'unavailable' : 'failed';
}
