// Which thread is shown: open one, start a new one, leave.
import { catchUp } from './catch-up.ts';
import { type ChatState, type Draft, EMPTY_CHAT, EMPTY_DRAFT } from './chat-state.ts';
import { isFree } from './compose.ts';
import { addProblem } from './fold-event.ts';
import { closeHistory } from './history.ts';
import { problemOfLoad } from './problem-of.ts';
import { asError, readThread, shown } from './read-thread.ts';
import { rowsOf } from './rows.ts';
import type { Session } from './session.ts';
import { closeTurn } from './turn.ts';

/** Shows the start screen. A running answer is left to the server. */
export function startNewThread(session: Session): void {
  const had = session.store.get().threadId;
  switchTo(session, null, EMPTY_CHAT);
  if (had !== null) session.emit('chatkit.thread.change', { threadId: null });
}

/** Loads and shows a thread. Rejects with the ChatKitError that was shown and dispatched. */
export async function openThread(session: Session, threadId: string): Promise<void> {
  const { store, emit } = session;
  const changed = store.get().threadId !== threadId;
  switchTo(session, threadId, { ...EMPTY_CHAT, threadId, phase: 'loading' });
  const lifetime = session.reads.signal;
  emit('chatkit.thread.load.start', { threadId });
  if (changed) emit('chatkit.thread.change', { threadId });
  try {
    const snapshot = await readThread(session, threadId, lifetime);
    store.update((state) => ({ ...shown(state, snapshot), rows: rowsOf(snapshot.items) }));
    if (snapshot.turnId !== null) catchUp(session, snapshot.turnId, store.get().turn);
  } catch (error) {
    if (lifetime.aborted) return;
    showLoadFailure(session, error);
    throw error;
  } finally {
    emit('chatkit.thread.load.end', { threadId });
    // A thread that is not there, or not this user's, is not the active one.
    if (!lifetime.aborted && store.get().threadId === null) emit('chatkit.thread.change', { threadId: null });
  }
}

/** Drops everything that belongs to the shown thread; its unsent text is kept for the next visit. */
export function leaveThread(session: Session): void {
  closeTurn(session);
  session.reads.abort();
  session.reads = new AbortController();
}

function switchTo(session: Session, threadId: string | null, next: ChatState): void {
  const { store, drafts } = session;
  const current = store.get();
  drafts.set(current.threadId, current.draft);
  const draft = takeDraft(session, threadId);
  leaveThread(session);
  closeHistory(session);
  const { toolId, modelId, history } = store.get();
  store.set({ ...next, draft, toolId, modelId, history });
}

/** What is shown is no longer kept beside it. */
function takeDraft({ drafts }: Session, threadId: string | null): Draft {
  const draft = drafts.get(threadId) ?? EMPTY_DRAFT;
  drafts.delete(threadId);
  return draft;
}

function showLoadFailure(session: Session, cause: unknown): void {
  const error = asError(cause);
  session.store.update((state) => {
    const gone = error.status === 404 || error.status === 403;
    const { toolId, modelId, view, history } = state;
    // What was written on the start screen, unless something was written for the thread.
    const draft = gone && isFree(state.draft) ? takeDraft(session, null) : state.draft;
    const base = gone
      ? { ...EMPTY_CHAT, draft, toolId, modelId, view, history }
      : { ...state, phase: 'idle' as const };
    return addProblem(base, problemOfLoad(error));
  });
  session.emit('chatkit.error', { error });
}
