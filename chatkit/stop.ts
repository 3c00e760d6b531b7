// Stopping a turn: here when it runs in this isolate, through the store when it runs elsewhere.
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import type { RequestOf } from './protocol/requests.ts';
import type { Timer } from './timer.ts';

/** `stopped` by a request, `disconnected` by a lost reader, `deleted` with its thread. */
export type AbortReason = 'stopped' | 'disconnected' | 'timed_out' | 'deleted';

export type RunningTurn = {
  turnId: string;
  threadId: string;
  /** Only asks: the turn notices in its own request, which is where its sockets may be used. */
  end(reason: AbortReason): void;
  /** When everything is stored. Never rejects. */
  finished: Promise<void>;
};

/** The turns that run in this isolate. */
export type RunningTurns = {
  add(turn: RunningTurn): void;
  remove(turnId: string): void;
  get(turnId: string): RunningTurn | undefined;
  onThread(threadId: string): RunningTurn | undefined;
  /** @throws ChatKitError 409 while another turn holds the thread. Returns what lets go of it. */
  claim(threadId: string): () => void;
  /** How often a thread was let go of so far; who compares two readings knows whether a turn ended in between. */
  released(): number;
};

export function createRunningTurns(): RunningTurns {
  const turns = new Map<string, RunningTurn>();
  const claimed = new Set<string>();
  let released = 0;
  return {
    add: (turn) => void turns.set(turn.turnId, turn),
    remove: (turnId) => void turns.delete(turnId),
    get: (turnId) => turns.get(turnId),
    onThread: (threadId) => [...turns.values()].find((turn) => turn.threadId === threadId),
    claim(threadId) {
      if (claimed.has(threadId)) {
        throw new ChatKitError(409, 'turn_in_progress', 'An answer is still being written in this thread');
      }
      claimed.add(threadId);
      return () => {
        if (claimed.delete(threadId)) released += 1;
      };
    },
    released: () => released,
  };
}

/** A store that never answers must not hold the request that asked for the stop. */
const STOP_WAIT_MS = 5_000;

/** Answers when what was said is stored, so that the next message finds the thread free. */
export async function stopTurn<Context>(
  { settings, running, context }: Call<Context>,
  { params }: RequestOf<'threads.stop'>,
): Promise<{ body: Record<string, never> }> {
  const { store, timer } = settings;
  const turn = running.get(params.turn_id);
  if (turn?.threadId !== params.thread_id) {
    if (store.markStopped) await store.markStopped(params.thread_id, params.turn_id, context);
    else await store.loadThread(params.thread_id, context);
    return { body: {} };
  }
  await store.loadThread(params.thread_id, context);
  turn.end('stopped');
  await within(STOP_WAIT_MS, turn.finished, timer);
  return { body: {} };
}

async function within(ms: number, done: Promise<void>, timer: Timer): Promise<void> {
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = timer(ms, resolve);
  });
  await Promise.race([done, late]);
  cancel();
}

const POLL_MS = 1_000;

/**
 * Asks the store once a second whether the turn shall stop, from now until it is over; for a turn whose
 * client is gone, because then a stop may arrive at any isolate. Returns what ends the asking.
 */
export function pollForStop<Context>(
  { settings, context }: Call<Context>,
  turn: Omit<RunningTurn, 'finished'>,
): () => void {
  const { store, timer, log } = settings;
  let over = false;
  let cancel = () => {};
  async function ask(): Promise<void> {
    try {
      if (await store.isStopRequested?.(turn.threadId, turn.turnId, context)) turn.end('stopped');
    } catch (error) {
      log('Could not ask whether a turn shall stop', { turnId: turn.turnId, error });
    }
    if (!over) cancel = timer(POLL_MS, () => void ask());
  }
  if (store.isStopRequested) void ask();
  return () => {
    over = true;
    cancel();
  };
}
