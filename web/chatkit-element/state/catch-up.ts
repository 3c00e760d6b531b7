import type { ChatState } from './chat-state.ts';
import { refreshThread } from './read-thread.ts';
import type { Session } from './session.ts';

const LOOK_EVERY_MS = 2000;

/**
 * Follows a turn that runs on the server without a stream to this page, by reading the thread until the
 * server no longer names one. Problems of `cutTurn` vanish when an answer has come after all.
 */
export function catchUp(session: Session, turnId: string, cutTurn: number): void {
  session.store.update((state) => ({ ...state, remoteTurn: turnId }));
  const lifetime = session.reads.signal;
  void follow(session, lifetime).finally(() => {
    if (lifetime.aborted) return;
    session.store.update((state) => dropAnswered({ ...state, remoteTurn: null }, cutTurn));
  });
}

async function follow(session: Session, lifetime: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await pause(session, lifetime);
      if ((await refreshThread(session)) === null) return;
    } catch (error) {
      if (lifetime.aborted) return;
      const status = (error as { status?: number }).status ?? 0;
      if (status >= 400 && status < 500 && status !== 429) return;
    }
  }
}

/** Two seconds, or less when the page wakes up or comes back online. */
async function pause(session: Session, lifetime: AbortSignal): Promise<void> {
  const woken = new AbortController();
  session.wake = () => woken.abort();
  try {
    await session.clock.wait(LOOK_EVERY_MS, AbortSignal.any([lifetime, woken.signal]));
  } catch (error) {
    if (lifetime.aborted) throw error;
  } finally {
    session.wake = () => {};
  }
}

function dropAnswered(state: ChatState, turn: number): ChatState {
  const last = state.rows.findLast((row) => row.kind === 'item');
  if (last?.item.type === 'user_message') return state;
  return { ...state, rows: state.rows.filter((row) => row.kind === 'item' || row.turn !== turn) };
}
