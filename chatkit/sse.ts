// Events as the bytes of a Server-Sent Events body.
import { coalesceDeltas } from './coalesce.ts';
import { deferred } from './deferred.ts';
import { type Step, toHearing } from './hearing.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import { systemTimer, type Timer } from './timer.ts';

/** `x-accel-buffering` keeps proxies from collecting the stream. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

export type EventStreamOptions = {
  /** A comment goes out after this much silence, so that nothing between here and the page hangs up. */
  keepAliveMs?: number;
  /** See `coalesceDeltas`; 0 turns it off. */
  coalesceMs?: number;
  timer?: Timer;
};

export type EventStream = {
  body: ReadableStream<Uint8Array>;
  /** When the events are over, also after the reader has left: for `waitUntil`. Rejects if they throw. */
  done: Promise<void>;
};

/** One frame: `data: ` and a line of JSON, closed by an empty line. */
export function encodeEvent(event: ThreadStreamEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

const bytes = new TextEncoder();
const KEEP_ALIVE = ': keep-alive\n\n';

/** Reads an event only when the body is read. Cancelling the body returns the events. */
export function toEventStream(
  events: AsyncIterable<ThreadStreamEvent>,
  { keepAliveMs = 15_000, coalesceMs = 20, timer = systemTimer }: EventStreamOptions = {},
): EventStream {
  const paced = coalesceMs > 0 ? coalesceDeltas(events, { windowMs: coalesceMs, timer }) : events;
  const source = toHearing(paced);
  const over = deferred();
  let hearing = false;
  let left = false;
  /** Takes back the comment of a silence, while one is being waited for. */
  let endSilence: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 });
  return { body, done: over.promise };

  // Returns no promise: the body asks again when the chunk that was asked for is read.
  function pull(controller: Controller): void {
    if (!hearing) {
      hearing = true;
      source.hear(
        (step) => take(controller, step),
        (error) => fail(controller, error),
      );
    }
    if (hearing) endSilence ??= timer(keepAliveMs, () => keepAlive(controller));
  }

  function keepAlive(controller: Controller): void {
    endSilence = undefined;
    controller.enqueue(bytes.encode(KEEP_ALIVE));
  }

  function take(controller: Controller, step: Step<ThreadStreamEvent>): void {
    heard();
    if (left) return;
    try {
      if (!step.done) controller.enqueue(bytes.encode(encodeEvent(step.value)));
      else {
        controller.close();
        over.resolve();
      }
    } catch (error) {
      fail(controller, error);
    }
  }

  function fail(controller: Controller, error: unknown): void {
    heard();
    if (left) return;
    controller.error(error);
    over.resolve(Promise.reject(error));
    // The reader hears of the first error; what the events say to their end is of no use any more.
    source.return?.().catch(() => {});
  }

  function heard(): void {
    hearing = false;
    endSilence?.();
    endSilence = undefined;
  }

  function cancel(): void {
    left = true;
    heard();
    over.resolve(Promise.resolve(source.return?.()).then(() => undefined));
  }
}
