import type { BegunTurn } from './begin-turn.ts';
import type { Call } from './call.ts';
import type { Hearing } from './hearing.ts';
import type { ErrorEvent, ThreadStreamEvent } from './protocol/events.ts';
import { TurnRun } from './run-turn.ts';

export type TurnStream = {
  turnId: string;
  /** Never throws. `return()` says that the reader is gone and waits until everything is stored. */
  events: AsyncIterableIterator<ThreadStreamEvent, undefined>;
  /** Ends the turn as a stop of the user does. */
  stop(): void;
};

/** Starts a begun turn and connects it to its one reader. `signal` aborting means that the client is gone. */
export function startTurn<Context>(call: Call<Context>, begun: BegunTurn, signal?: AbortSignal): TurnStream {
  const run = new TurnRun(call, begun);
  const leave = () => run.disconnect();
  signal?.addEventListener('abort', leave, { once: true });
  const finished = run.run().finally(() => signal?.removeEventListener('abort', leave));
  call.running.add({ turnId: begun.turnId, threadId: begun.thread.id, end: run.end, finished });
  if (signal?.aborted) leave();
  const events: TurnStream['events'] & Hearing<ThreadStreamEvent> = {
    next: () => run.events.next(),
    poll: () => run.events.poll(),
    hear: (take) => run.events.hear(take),
    async return() {
      run.disconnect();
      await finished;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return { turnId: begun.turnId, stop: () => run.end('stopped'), events };
}

/** A stream of one error, for what is refused in a stream by the protocol; no turn begins. */
export function refusedTurn(turnId: string, error: ErrorEvent): TurnStream {
  async function* once(): AsyncGenerator<ThreadStreamEvent, undefined> {
    yield error;
    return undefined;
  }
  return { turnId, events: once(), stop() {} };
}
