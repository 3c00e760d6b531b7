// The HTTP side's handle on the database thread.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock.ts';
import type { FromThread, Outcome, SqlRequest, ToThread } from './messages.ts';

export type Engine = {
  /** Runs one request after those before it. Never rejects. */
  run(request: SqlRequest): Promise<Outcome>;
  /** Finishes what was asked, within seconds, and closes the database. */
  close(): Promise<void>;
};

const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Opens the database in `folder`, or in memory. `onBroken` hears once that the engine can no longer answer.
 * Throws a sentence when another process has the folder.
 */
export async function openEngine(
  folder: string | undefined,
  onBroken: (reason: string) => void,
): Promise<Engine> {
  const unlock = folder ? lockFolder(folder) : () => {};
  const thread = new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData: { folder } });
  try {
    await once(thread, 'message');
  } catch (cause) {
    unlock();
    throw new Error(`The database ${folder ?? 'in memory'} could not be opened`, { cause });
  }
  const calls = callsTo(thread, onBroken);
  return {
    run: calls.run,
    close: async () => {
      const closed = once(thread, 'exit');
      thread.postMessage({ type: 'close' } satisfies ToThread);
      await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
      await thread.terminate();
      unlock();
    },
  };
}

function callsTo(thread: Worker, onBroken: (reason: string) => void): Pick<Engine, 'run'> {
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let broken: (Outcome & { kind: 'broken' }) | null = null;
  let lastId = 0;
  const fail = (reason: string) => {
    if (broken) return;
    broken = { kind: 'broken', reason };
    for (const resolve of waiting.values()) resolve(broken);
    onBroken(reason);
  };
  thread.on('error', (error) => fail(String(error)));
  thread.on('message', ({ id, outcome }: FromThread & { type: 'outcome' }) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
    if (outcome.kind === 'broken') fail(outcome.reason);
  });
  return {
    run: (request) =>
      new Promise((resolve) => {
        if (broken) return resolve(broken);
        lastId += 1;
        waiting.set(lastId, resolve);
        thread.postMessage({ type: 'run', id: lastId, request } satisfies ToThread);
      }),
  };
}
