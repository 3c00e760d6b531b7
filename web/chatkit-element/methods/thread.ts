// The methods of the element that turn to a thread.
import { catchUp } from '../state/catch-up.ts';
import { refreshHistory } from '../state/history.ts';
import { refreshThread } from '../state/read-thread.ts';
import { refuseIfBusy, type Session } from '../state/session.ts';
import { openThread, startNewThread } from '../state/thread.ts';

/** @throws IntegrationError when busy, ChatKitError when the thread cannot be read. */
export async function setThreadId(session: Session, threadId: string | null): Promise<void> {
  const id = threadId ?? null;
  const state = session.store.get();
  if (state.threadId === id && (id === null || state.thread !== null)) return;
  refuseIfBusy(session, 'setThreadId');
  if (id === null) startNewThread(session);
  else await openThread(session, id);
}

/** @throws IntegrationError when busy, ChatKitError when the thread cannot be read. */
export async function fetchUpdates(session: Session): Promise<void> {
  refuseIfBusy(session, 'fetchUpdates');
  const [turnId] = await Promise.all([refreshThread(session), refreshHistory(session)]);
  if (turnId !== null) catchUp(session, turnId, session.store.get().turn);
}
