import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesceDeltas } from './coalesce.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import { collect } from './testing/collect.ts';
import { manualTimer, settled } from './testing/manual-timer.ts';
import { delta } from './testing/script.ts';

const progress: ThreadStreamEvent = { type: 'progress_update', text: 'working' };

/** Events pushed by hand, and what came out of the transform so far. */
function watched() {
  const time = manualTimer();
  const words = new TransformStream<ThreadStreamEvent, ThreadStreamEvent>();
  const writer = words.writable.getWriter();
  const out: ThreadStreamEvent[] = [];
  const source = words.readable as unknown as AsyncIterable<ThreadStreamEvent>;
  const ended = (async () => {
    for await (const event of coalesceDeltas(source, { timer: time.timer })) out.push(event);
  })();
  const say = async (...events: ThreadStreamEvent[]) => {
    for (const event of events) await writer.write(event);
    await settled();
  };
  return { out, say, advance: time.advance, close: async () => Promise.all([writer.close(), ended]) };
}

test('the first delta passes at once, later ones within 20 ms arrive as one', async () => {
  const { out, say, advance, close } = watched();
  await say(delta('a', 'One'));
  expect(out).toEqual([delta('a', 'One')]);
  await say(delta('a', ' two'), delta('a', ' three'));
  expect(out).toHaveLength(1);
  await advance(20);
  expect(out).toEqual([delta('a', 'One'), delta('a', ' two three')]);
  await say(delta('a', ' four'));
  expect(out).toHaveLength(2);
  await close();
  expect(out.slice(2)).toEqual([delta('a', ' four')]);
});

test('after 20 ms without a delta the next one passes at once', async () => {
  const { out, say, advance } = watched();
  await say(delta('a', 'One'));
  await advance(20);
  await say(delta('a', 'two'));
  expect(out).toEqual([delta('a', 'One'), delta('a', 'two')]);
});

test('a delta after another event passes at once again', async () => {
  const { out, say } = watched();
  await say(delta('a', '1'), progress, delta('a', '2'));
  expect(out).toEqual([delta('a', '1'), progress, delta('a', '2')]);
});

test('any other event, and a delta of another part, ends the gathering at once', async () => {
  const { out, say } = watched();
  await say(delta('a', '1'), delta('a', '2'), delta('a', '3'), progress, delta('a', '4'), delta('a', '5', 1));
  expect(out).toEqual([delta('a', '1'), delta('a', '23'), progress, delta('a', '4'), delta('a', '5', 1)]);
});

const someDelta = fc.tuple(fc.constantFrom('a', 'b'), fc.string(), fc.nat(1));
const someEvents = fc.array(
  fc.oneof({ weight: 4, arbitrary: someDelta.map((args) => delta(...args)) }, fc.constant(progress)),
);

/** Neighbouring deltas of one part as one: what coalescing may not change. */
function essence(events: ThreadStreamEvent[]): string[] {
  const lines: string[] = [];
  let last = '';
  for (const event of events) {
    const text = event.type === 'thread.item.updated' && 'delta' in event.update ? event.update.delta : '';
    const part =
      event.type === 'thread.item.updated' && 'content_index' in event.update
        ? `${event.item_id} ${event.update.content_index}`
        : 'other';
    if (part === last && part !== 'other') lines[lines.length - 1] += text;
    else lines.push(`${part}: ${text}`);
    last = part;
  }
  return lines;
}

test('coalescing changes neither the order nor the text of anything', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, async (events) => {
      const out = await collect(
        coalesceDeltas(
          (async function* () {
            yield* events;
          })(),
        ),
      );
      expect(essence(out)).toEqual(essence(events));
    }),
  );
});

test('leaving goes straight to the source, also while an event is awaited', async () => {
  let left = false;
  const source: AsyncIterableIterator<ThreadStreamEvent> = {
    next: () => new Promise(() => {}),
    async return() {
      left = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  const events = coalesceDeltas(source);
  void events.next();
  await events.return?.();
  expect(left).toBe(true);
});
