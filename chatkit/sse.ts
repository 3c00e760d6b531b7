// Events as the bytes of a Server-Sent Events body.
import { coalesceDeltas } from './coalesce.ts';
import { deferred } from './deferred.ts';
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

const KEEP_ALIVE = ': keep-alive\n\n';

/** Reads an event only when the body is read. Cancelling the body returns the events. */
export function toEventStream(
  events: AsyncIterable<ThreadStreamEvent>,
  { keepAliveMs = 15_000, coalesceMs = 20, timer = systemTimer }: EventStreamOptions = {},
): EventStream {
  const paced = coalesceMs > 0 ? coalesceDeltas(events, { windowMs: coalesceMs, timer }) : events;
  const source = paced[Symbol.asyncIterator]();
  const bytes = new TextEncoder();
  const over = deferred();
  let upcoming: Promise<IteratorResult<ThreadStreamEvent>> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        upcoming ??= source.next();
        const step = await orSilence(upcoming, keepAliveMs, timer);
        if (step) upcoming = undefined;
        if (!step) controller.enqueue(bytes.encode(KEEP_ALIVE));
        else if (!step.done) controller.enqueue(bytes.encode(encodeEvent(step.value)));
        else {
          controller.close();
          over.resolve();
        }
      } catch (error) {
        controller.error(error);
        over.resolve(Promise.reject(error));
        await source.return?.();
      }
    },
    cancel() {
      const left = source.return ? source.return() : Promise.resolve();
      over.resolve(left.then(() => undefined));
    },
  });
  return { body, done: over.promise };
}

/** The promise's value, or nothing after `ms` without one. */
async function orSilence<Value>(
  promise: Promise<Value>,
  ms: number,
  timer: Timer,
): Promise<Value | undefined> {
  const silence = deferred<undefined>();
  const cancel = timer(ms, () => silence.resolve(undefined));
  try {
    return await Promise.race([promise, silence.promise]);
  } finally {
    cancel();
  }
}
