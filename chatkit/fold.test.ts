import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ResponderEvent } from './options.ts';
import { applyUpdate } from './protocol/apply-update.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import type { AssistantMessageItem, ThreadItem, WidgetItem } from './protocol/items.ts';
import type { Task } from './protocol/workflow.ts';
import { toEventStream } from './sse.ts';
import { chat, threadIdOf } from './testing/chat.ts';
import {
  added,
  assistant,
  create,
  delta,
  done,
  INSTANT,
  taskAdded,
  taskUpdated,
  workflow,
} from './testing/script.ts';

/** An item as a responder tells it, step by step, and what it has to be in the end. */
type Story = (id: string, threadId: string) => { steps: ResponderEvent[]; whole: ThreadItem };

const words = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });

const message: fc.Arbitrary<Story> = fc
  .array(words, { minLength: 1, maxLength: 3 })
  .map((parts) => (id, threadId) => {
    const steps = parts.flatMap((deltas, index) => deltas.map((text) => delta(id, text, index)));
    const last = parts.findLastIndex((deltas) => deltas.length > 0);
    const content: AssistantMessageItem['content'] = parts
      .slice(0, last + 1)
      .map((deltas) => ({ type: 'output_text', text: deltas.join(''), annotations: [] }));
    return {
      steps: [added(assistant(id, threadId)), ...steps],
      whole: { ...assistant(id, threadId), content },
    };
  });

const steps: fc.Arbitrary<Story> = fc.array(fc.string(), { maxLength: 5 }).map((titles) => (id, threadId) => {
  const task = (title: string, status_indicator: 'loading' | 'complete'): Task => ({
    type: 'custom',
    ...{ title, status_indicator },
  });
  const told = titles.flatMap((title, index) => [
    taskAdded(id, index, task(title, 'loading')),
    taskUpdated(id, index, task(title, 'complete')),
  ]);
  const whole = workflow(
    id,
    threadId,
    titles.map((title) => task(title, 'complete')),
  );
  return { steps: [added(workflow(id, threadId)), ...told], whole };
});

const widget: fc.Arbitrary<Story> = words.map((deltas) => (id, thread_id) => {
  const at = (value: string): WidgetItem => ({
    type: 'widget',
    ...{ id, thread_id, created_at: INSTANT },
    widget: { type: 'Card', children: [{ type: 'Text', id: 'text', value }] },
  });
  const told = deltas.map(
    (text): ResponderEvent => ({
      type: 'thread.item.updated',
      item_id: id,
      update: { type: 'widget.streaming_text.value_delta', component_id: 'text', delta: text, done: true },
    }),
  );
  return { steps: [added(at('')), ...told], whole: at(deltas.join('')) };
});

const turn = fc.array(fc.oneof(message, steps, widget), { maxLength: 4 });

/** What a page has of a turn: it knows the frames and the reducer, nothing else. */
async function asShown(body: ReadableStream<Uint8Array>): Promise<{ shown: ThreadItem[]; threadId: string }> {
  const shown = new Map<string, ThreadItem>();
  const frames = (await new Response(body).text()).split('\n\n').filter(Boolean);
  const events = frames.map((frame): ThreadStreamEvent => JSON.parse(frame.slice('data: '.length)));
  for (const event of events) {
    if ('item' in event && event.type !== 'thread.item.done') shown.set(event.item.id, event.item);
    if ('item' in event && !shown.has(event.item.id)) shown.set(event.item.id, event.item);
    if (event.type !== 'thread.item.updated') continue;
    const item = shown.get(event.item_id);
    if (item) shown.set(event.item_id, applyUpdate(item, event.update));
  }
  return { shown: [...shown.values()], threadId: threadIdOf(events) };
}

test('folding the updates of any turn gives the items that are stored, and those the responder meant', async () => {
  await fc.assert(
    fc.asyncProperty(turn, async (stories) => {
      const meant: ThreadItem[] = [];
      const { open, items } = chat({
        async *respond({ thread }) {
          for (const [index, story] of stories.entries()) {
            const { steps, whole } = story(`item_${index}`, thread.id);
            yield* steps;
            yield done(whole);
            meant.push(whole);
          }
        },
      });
      const { shown, threadId } = await asShown(toEventStream((await open(create('Hi'))).events).body);
      expect(shown.slice(1)).toEqual(meant);
      expect(shown).toEqual(await items(threadId));
    }),
    { numRuns: 100 },
  );
});

test('after a failure at any event, what is stored is what was shown, but for what was not worth keeping', async () => {
  await fc.assert(
    fc.asyncProperty(turn, fc.nat(), async (stories, cut) => {
      const { open, items } = chat({
        async *respond({ thread }) {
          const told = stories.flatMap((story, index) => {
            const { steps, whole } = story(`item_${index}`, thread.id);
            return [...steps, done(whole)];
          });
          yield* told.slice(0, cut % (told.length + 1));
          throw new Error('on purpose');
        },
      });
      const { shown, threadId } = await asShown(toEventStream((await open(create('Hi'))).events).body);
      const stored = await items(threadId);
      const finished = (item: ThreadItem) =>
        item.type === 'workflow'
          ? workflow(
              item.id,
              threadId,
              item.workflow.tasks.filter((task) => task.status_indicator === 'complete'),
            )
          : item;
      const ids = new Set(stored.map(({ id }) => id));
      expect(stored).toEqual(shown.filter(({ id }) => ids.has(id)).map(finished));
      expect(shown.length - stored.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 100 },
  );
});
