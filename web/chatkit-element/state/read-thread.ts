// Reads of the thread that is shown: all of it again, or further back.
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { ChatState, ThreadInfo } from './chat-state.ts';
import { infoOf } from './fold-event.ts';
import { mergeItems } from './merge-items.ts';
import { rowsOf } from './rows.ts';
import type { Session } from './session.ts';
import { logUnknown } from './unknown-items.ts';

const PAGE_ROWS = 50;

export type Snapshot = {
  thread: ThreadInfo;
  /** Oldest first. */
  items: ThreadItem[];
  /** Where to read on towards the beginning; null when `items` is the whole thread. */
  cursor: string | null;
  turnId: string | null;
};

/**
 * Reads the thread again and answers the turn that runs on it, if any. What the user has scrolled back to
 * stays; so do messages that could not be sent.
 */
export async function refreshThread(session: Session): Promise<string | null> {
  const { threadId } = session.store.get();
  if (threadId === null) return null;
  const lifetime = session.reads.signal;
  const snapshot = await readThread(session, threadId, lifetime);
  // A turn that began meanwhile knows more than this snapshot.
  if (session.running) return null;
  session.store.update((state) => {
    const { rows, cursor } = mergeItems(state, snapshot.items, snapshot.cursor);
    return { ...shown(state, snapshot), rows, older: { cursor, loading: false } };
  });
  return snapshot.turnId;
}

/** Reads the page before the oldest row. */
export async function loadOlder(session: Session): Promise<void> {
  const { store } = session;
  const { threadId, older } = store.get();
  if (threadId === null || older.cursor === null || older.loading) return;
  const lifetime = session.reads.signal;
  const setOlder = (cursor: string | null, loading: boolean) =>
    store.update((state) => ({ ...state, older: { cursor, loading } }));
  setOlder(older.cursor, true);
  try {
    const page = await readPage(session, threadId, lifetime, older.cursor);
    store.update((state) => ({
      ...state,
      rows: [...rowsOf(page.items, state.rows).filter((row) => !isShown(state, row.item.id)), ...state.rows],
    }));
    setOlder(page.cursor, false);
  } catch (error) {
    if (lifetime.aborted) return;
    store.update((state) => ({ ...state, older: { cursor: older.cursor, loading: false, failed: true } }));
    session.emit('chatkit.error', { error: asError(error) });
  }
}

export async function readThread(
  session: Session,
  threadId: string,
  lifetime: AbortSignal,
): Promise<Snapshot> {
  const question = { type: 'threads.get_by_id', params: { thread_id: threadId } } as const;
  const { data, turnId } = await session.client.ask(question, lifetime);
  const thread = infoOf(data);
  const first = data.items;
  logUnknown(session, first?.data ?? []);
  if (!first?.has_more) return { thread, items: first?.data ?? [], cursor: null, turnId };
  // That was the oldest page; what the user wants to see is the newest.
  return { thread, turnId, ...(await readPage(session, threadId, lifetime)) };
}

async function readPage(session: Session, threadId: string, lifetime: AbortSignal, after?: string) {
  const params = {
    thread_id: threadId,
    limit: PAGE_ROWS,
    order: 'desc',
    ...(after ? { after } : {}),
  } as const;
  const { data } = await session.client.ask({ type: 'items.list', params }, lifetime);
  logUnknown(session, data.data);
  const cursor = data.has_more ? (data.after ?? data.data.at(-1)?.id ?? null) : null;
  return { items: data.data.toReversed(), cursor };
}

export function shown(state: ChatState, snapshot: Snapshot): ChatState {
  return {
    ...state,
    phase: state.phase === 'loading' ? 'idle' : state.phase,
    thread: snapshot.thread,
    older: { cursor: snapshot.cursor, loading: false },
  };
}

function isShown(state: ChatState, id: string): boolean {
  return state.rows.some((row) => row.kind === 'item' && row.item.id === id);
}

export function asError(cause: unknown): ChatKitError {
  if (cause instanceof ChatKitError) return cause;
  return new ChatKitError('protocol', 'The thread could not be read', { cause });
}
