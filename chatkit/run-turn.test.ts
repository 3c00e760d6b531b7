import { expect, test } from 'vitest';
import { chat, threadIdOf } from './testing/chat.ts';
import { collect, outline, textOf } from './testing/collect.ts';
import { settled } from './testing/manual-timer.ts';
import { added, assistant, create, delta, done, taskAdded, userMessage, workflow } from './testing/script.ts';

const OPENING = ['thread.created', 'thread.item.done user_message', 'stream_options'];

test('S03 a task pushed into the responder’s own item is not doubled, in the stream nor in the store', async () => {
  const { events, items } = chat({
    async *respond({ thread }) {
      const item = workflow('wf', thread.id);
      yield added(item);
      const task = { type: 'custom', status_indicator: 'none', title: 'foo', content: 'bar' } as const;
      yield taskAdded('wf', 0, task);
      item.workflow.tasks.push(task);
      yield done(item);
    },
  });
  const all = await events(create('Hi'));
  const last = all.at(-1);
  const expected = [expect.objectContaining({ title: 'foo' })];
  expect(last).toMatchObject({ type: 'thread.item.done', item: { workflow: { tasks: expected } } });
  expect((await items(threadIdOf(all)))[1]).toMatchObject({ workflow: { tasks: expected } });
});

test('S05 a new thread has no title, and its user message keeps text and quote', async () => {
  const { events } = chat();
  const all = await events(create('Hello, world!', { quoted_text: 'Quoted text' }));
  expect(outline(all)).toEqual(OPENING);
  expect(all[0]).toMatchObject({
    thread: { status: { type: 'active' }, items: { data: [], has_more: false } },
  });
  expect(all[0]).not.toHaveProperty('thread.title', expect.any(String));
  expect(all[1]).toMatchObject({
    item: { content: [{ type: 'input_text', text: 'Hello, world!' }], quoted_text: 'Quoted text' },
  });
});

test.each([
  ['S06 title', { title: 'Updated title' }],
  ['S08 status', { status: { type: 'locked', reason: 'Because' } as const }],
  ['S09 image domains', { allowed_image_domains: ['example.com', 'images.example.com'] }],
])('%s set by the responder is saved and announced as the last event', async (_, change) => {
  const { events, saved } = chat({
    // biome-ignore lint/correctness/useYield: a responder that only changes the thread
    async *respond({ thread }) {
      Object.assign(thread, change);
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all)).toEqual([...OPENING, 'thread.updated']);
  expect(all.at(-1)).toMatchObject({ thread: change });
  expect(await saved(threadIdOf(all))).toMatchObject(change);
});

test('S07 metadata changed in place is saved, announced, and itself never sent', async () => {
  const { events, saved } = chat({
    // biome-ignore lint/correctness/useYield: a responder that only changes the thread
    async *respond({ thread }) {
      thread.metadata.test_key = 'test_value';
    },
  });
  const all = await events(create('Hi'));
  expect(await saved(threadIdOf(all))).toMatchObject({ metadata: { test_key: 'test_value' } });
  expect(all.at(-1)).toMatchObject({ type: 'thread.updated', thread: { metadata: {} } });
  expect(JSON.stringify(all)).not.toContain('test_');
});

test('S11 a title set between two items is announced right after the next item', async () => {
  const { events, saved } = chat({
    async *respond({ thread }) {
      yield done(assistant('a', thread.id, 'A'));
      thread.title = 'Mid-stream title';
      yield done(assistant('b', thread.id, 'B'));
      yield done(assistant('c', thread.id, 'C'));
    },
  });
  const all = await events(create('Hi'));
  const told = all.map((event) => ('item' in event ? textOf(event.item) : event.type));
  expect(told.slice(3)).toEqual(['A', 'B', 'thread.updated', 'C']);
  expect(await saved(threadIdOf(all))).toMatchObject({ title: 'Mid-stream title' });
});

test('S13 progress goes to the client and is not stored', async () => {
  const { events, items } = chat({
    async *respond({ thread }) {
      yield { type: 'progress_update', text: 'Tool status' };
      yield done(assistant('msg_4', thread.id, 'Done'));
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all).slice(3)).toEqual(['progress_update', 'thread.item.done assistant_message']);
  expect(await items(threadIdOf(all))).toHaveLength(2);
});

test('S37 an item that is removed leaves the store and the stream', async () => {
  const { events, items } = chat({
    async *respond({ thread }) {
      yield done(userMessage('gone', thread.id, 'x'));
      yield { type: 'thread.item.removed', item_id: 'gone' };
    },
  });
  const all = await events(create('Hi'));
  expect(all.at(-1)).toEqual({ type: 'thread.item.removed', item_id: 'gone' });
  expect((await items(threadIdOf(all))).map(({ id }) => id)).not.toContain('gone');
});

test('S39, S40 a replaced item changes in the store, even its type', async () => {
  const { events, items } = chat({
    async *respond({ thread }) {
      yield done(userMessage('x', thread.id, 'Original content'));
      yield { type: 'thread.item.replaced', item: assistant('x', thread.id, 'The replacement') };
    },
  });
  const all = await events(create('Hi'));
  expect(all.at(-1)).toMatchObject({
    type: 'thread.item.replaced',
    item: { type: 'assistant_message', id: 'x' },
  });
  const stored = (await items(threadIdOf(all))).filter(({ id }) => id === 'x');
  expect(stored.map(textOf)).toEqual(['The replacement']);
});

test('U09 hidden items are stored and never sent, whatever event carries them', async () => {
  const { events, items } = chat({
    async *respond({ thread, newItem }) {
      const hidden = { type: 'hidden_context_item' as const, ...newItem('message'), content: 'classified' };
      yield added(hidden);
      yield done(hidden);
      yield done(assistant('shown', thread.id, 'open'));
      yield { type: 'thread.item.replaced', item: { ...hidden, id: 'shown' } };
      yield { type: 'thread.item.removed', item_id: hidden.id };
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all).slice(3)).toEqual(['thread.item.done assistant_message', 'thread.item.removed']);
  expect(all.at(-1)).toEqual({ type: 'thread.item.removed', item_id: 'shown' });
  expect(JSON.stringify(all)).not.toContain('classified');
  const stored = (await items(threadIdOf(all))).map(({ id, type }) => ({ id, type }));
  expect(stored.slice(1)).toEqual([{ id: 'shown', type: 'hidden_context_item' }]);
});

test('U13 an item that is done twice is stored once, with its later content', async () => {
  const { events, items } = chat({
    async *respond({ thread }) {
      yield done(assistant('twice', thread.id, 'first'));
      yield done(assistant('twice', thread.id, 'second'));
    },
  });
  const all = await events(create('Hi'));
  expect((await items(threadIdOf(all))).map(textOf)).toEqual(['Hi', 'second']);
});

test('events queued for a slow reader do not change when the responder goes on with its objects', async () => {
  const { open } = chat({
    async *respond({ thread }) {
      const item = assistant('live', thread.id, 'before');
      yield added(item);
      item.content[0] = { type: 'output_text', text: 'after', annotations: [] };
      yield done(item);
    },
  });
  const stream = await open(create('Hi'));
  await settled();
  const told = (await collect(stream.events)).flatMap((event) =>
    'item' in event ? [textOf(event.item)] : [],
  );
  expect(told).toEqual(['Hi', 'before', 'after']);
});

test('a turn does not run ahead of a slow reader without bound', async () => {
  let said = 0;
  const { open } = chat({
    async *respond({ thread }) {
      yield added(assistant('long', thread.id));
      for (; said < 10_000; said += 1) yield delta('long', '.');
      yield done(assistant('long', thread.id, 'all'));
    },
  });
  const stream = await open(create('Hi'));
  await settled();
  expect(said).toBeLessThan(100);
  expect(await collect(stream.events)).toHaveLength(10_005);
});
