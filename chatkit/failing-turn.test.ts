import { expect, test } from 'vitest';
import { CustomStreamError, StreamError } from './errors.ts';
import type { TurnEnd } from './options.ts';
import { chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { collect, outline, take, textOf } from './testing/collect.ts';
import { manualTimer } from './testing/manual-timer.ts';
import { MemoryStore } from './testing/memory-store.ts';
import { added, assistant, create, delta, done, workflow } from './testing/script.ts';

const OPENING = ['thread.created', 'thread.item.done user_message', 'stream_options'];

test('S38 raising in the responder yields one error event, then the stream ends', async () => {
  const { events, logged } = chat({
    // biome-ignore lint/correctness/useYield: a responder that fails before it says anything
    async *respond() {
      throw new Error('password=hunter2');
    },
  });
  const all = await events(create('Hi'));
  expect(all.at(-1)).toEqual({ type: 'error', code: 'stream.error', allow_retry: true });
  expect(JSON.stringify(all)).not.toContain('hunter2');
  expect(logged).toEqual([
    { message: 'A turn failed', detail: expect.objectContaining({ error: new Error('password=hunter2') }) },
  ]);
});

test('a responder that is no generator and throws at once yields one error event', async () => {
  const { events } = chat({
    respond() {
      throw new Error('secret');
    },
  });
  expect(outline(await events(create('Hi')))).toEqual([...OPENING, 'error stream.error']);
});

test.each([
  [
    new CustomStreamError('Budget used up'),
    { code: 'custom', message: 'Budget used up', allow_retry: false },
  ],
  [new CustomStreamError('Slow', true), { code: 'custom', message: 'Slow', allow_retry: true }],
  [new StreamError('stream.error'), { code: 'stream.error', allow_retry: true }],
  [new StreamError('rate_limited'), { code: 'rate_limited', allow_retry: false }],
])('U06 %s becomes its own error event and is not logged', async (error, expected) => {
  const { events, logged } = chat({
    // biome-ignore lint/correctness/useYield: a responder that refuses
    async *respond() {
      throw error;
    },
  });
  expect((await events(create('Hi'))).at(-1)).toEqual({ type: 'error', ...expected });
  expect(logged).toEqual([]);
});

test('U07 an error is followed by nothing but the thread’s change', async () => {
  const { events, saved } = chat({
    async *respond({ thread }) {
      yield { type: 'progress_update', text: 'on it' };
      thread.title = 'Before the fall';
      throw new Error('secret');
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all).slice(3)).toEqual(['progress_update', 'error stream.error', 'thread.updated']);
  expect(await saved(threadIdOf(all))).toMatchObject({ title: 'Before the fall' });
});

test('U08 an error event of the responder’s own does not end the turn', async () => {
  const { events } = chat({
    async *respond({ thread }) {
      yield { type: 'error', code: 'custom', message: 'Half of it failed', allow_retry: false };
      yield done(assistant('rest', thread.id, 'The other half'));
    },
  });
  const kinds = outline(await events(create('Hi')));
  expect(kinds.slice(3)).toEqual(['error custom', 'thread.item.done assistant_message']);
});

test('U12 an update that does not fit its item is the responder’s fault: one error event', async () => {
  const { events, logged } = chat({
    async *respond({ thread }) {
      yield added(workflow('wf', thread.id));
      yield delta('wf', 'text for a workflow');
    },
  });
  expect(outline(await events(create('Hi'))).at(-1)).toBe('error stream.error');
  expect(logged).toHaveLength(1);
});

test('after an error the text that was said is stored as incomplete, without a note, and told as done', async () => {
  const ended: TurnEnd<User>[] = [];
  const { events, items } = chat({
    onTurnEnd: (end) => void ended.push(end),
    async *respond({ thread }) {
      yield added(assistant('cut', thread.id));
      yield delta('cut', 'Half a sen');
      throw new Error('secret');
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all).slice(-2)).toEqual(['thread.item.done assistant_message', 'error stream.error']);
  expect((await items(threadIdOf(all))).map(textOf)).toEqual(['Hi', 'Half a sen']);
  const [end] = ended;
  expect(end?.outcome).toBe('failed');
  expect(end?.items.map(({ item, status }) => [item.id, status])).toEqual([['cut', 'incomplete']]);
  expect(end?.input?.status).toBe('failed');
});

test('a store that fails in the middle of a turn ends it with one error event and keeps the message', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const addThreadItem = store.addThreadItem.bind(store);
  store.addThreadItem = async (threadId, item, context) => {
    if (item.type === 'workflow') throw new Error('connection to 10.0.0.1 lost');
    return addThreadItem(threadId, item, context);
  };
  let after = false;
  const { events, items } = chat({
    store,
    async *respond({ thread }) {
      yield done(workflow('wf', thread.id));
      after = true;
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all)).toEqual([...OPENING, 'error stream.error']);
  expect(JSON.stringify(all)).not.toContain('10.0.0.1');
  expect((await items(threadIdOf(all))).map(textOf)).toEqual(['Hi']);
  expect(after).toBe(false);
});

test('items that were begun and never done are dropped with a line in the log', async () => {
  const { events, items, logged } = chat({
    async *respond({ thread }) {
      yield added(assistant('open', thread.id, 'never finished'));
    },
  });
  const all = await events(create('Hi'));
  expect(await items(threadIdOf(all))).toHaveLength(1);
  expect(logged.map(({ message }) => message)).toEqual(['Items were begun and never done']);
});

test('at the time limit the turn ends with the integrator’s sentence and keeps what was said', async () => {
  const time = manualTimer();
  const { open, items } = chat({
    ...{ timer: time.timer, timeoutMs: 30_000, timeoutMessage: 'The answer took too long' },
    async *respond({ thread, signal }) {
      yield added(assistant('slow', thread.id));
      yield delta('slow', 'Let me think');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw signal.reason;
    },
  });
  const stream = await open(create('Hi'));
  const first = await take(stream, 5);
  await time.advance(29_999);
  await time.advance(1);
  const rest = await collect(stream.events);
  expect(rest).toMatchObject([
    { type: 'thread.item.done', item: { id: 'slow' } },
    { type: 'error', code: 'custom', message: 'The answer took too long', allow_retry: true },
  ]);
  expect((await items(threadIdOf(first))).map(textOf)).toEqual(['Hi', 'Let me think']);
  expect(time.waiting()).toBe(0);
});
