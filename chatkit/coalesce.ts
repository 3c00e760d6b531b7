// Fewer, longer deltas: models speak faster than a page has to be repainted, and each event costs its frame.
import { deferred } from './deferred.ts';
import type { AssistantMessageContentPartTextDelta, ThreadStreamEvent } from './protocol/events.ts';
import { systemTimer, type Timer } from './timer.ts';

type TextDelta = {
  type: 'thread.item.updated';
  item_id: string;
  update: AssistantMessageContentPartTextDelta;
};

/** A time in which deltas of one part are gathered. */
type Window = { delta: TextDelta; closed: boolean; end: Promise<undefined> };

/**
 * Merges the text deltas of one part that come within `windowMs` of the last one sent; the first passes at
 * once, and any other event ends the gathering. Order and folded text stay what they were.
 */
export function coalesceDeltas(
  events: AsyncIterable<ThreadStreamEvent>,
  { windowMs = 20, timer = systemTimer }: { windowMs?: number; timer?: Timer } = {},
): AsyncIterableIterator<ThreadStreamEvent, undefined> {
  const source = events[Symbol.asyncIterator]();
  const merged = merge(source, (delta) => openWindow(delta, windowMs, timer));
  return {
    next: () => merged.next(),
    // Straight to the source: a generator would hear of it only after the event it waits for.
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* merge(
  source: AsyncIterator<ThreadStreamEvent>,
  open: (delta: TextDelta) => Window,
): AsyncGenerator<ThreadStreamEvent, undefined> {
  let upcoming = source.next();
  let window: Window | undefined;
  for (;;) {
    const step = await upcoming;
    if (step.done) return undefined;
    upcoming = source.next();
    if (!isTextDelta(step.value)) {
      window = undefined;
      yield step.value;
      continue;
    }
    let gathered = step.value;
    while (window && !window.closed && samePart(window.delta, gathered)) {
      const next: IteratorResult<ThreadStreamEvent> | undefined = await Promise.race([upcoming, window.end]);
      if (!next || next.done || !isTextDelta(next.value) || !samePart(gathered, next.value)) break;
      gathered = join(gathered, next.value);
      upcoming = source.next();
    }
    window = open(gathered);
    yield gathered;
  }
}

function openWindow(delta: TextDelta, ms: number, timer: Timer): Window {
  const { promise, resolve } = deferred<undefined>();
  const window: Window = { delta, closed: false, end: promise };
  timer(ms, () => {
    window.closed = true;
    resolve(undefined);
  });
  return window;
}

function isTextDelta(event: ThreadStreamEvent): event is TextDelta {
  return (
    event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta'
  );
}

function samePart(one: TextDelta, other: TextDelta): boolean {
  return one.item_id === other.item_id && one.update.content_index === other.update.content_index;
}

function join(one: TextDelta, other: TextDelta): TextDelta {
  return { ...one, update: { ...one.update, delta: one.update.delta + other.update.delta } };
}
