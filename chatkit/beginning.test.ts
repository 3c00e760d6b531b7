// What a client hears first, and what is stored when it does.
import { expect, test } from 'vitest';
import { deferred } from './deferred.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import { chat, threadIdOf, type User } from './testing/chat.ts';
import { collect, outline, take, textOf } from './testing/collect.ts';
import { settled } from './testing/manual-timer.ts';
import { add, assistant, create, done, INSTANT, widget } from './testing/script.ts';

test('U02 times are UTC with milliseconds', async () => {
  const { events } = chat({ now: () => new Date(INSTANT) });
  expect((await events(create('Hi'))).slice(0, 2)).toMatchObject([
    { thread: { created_at: '2026-03-01T12:00:00.000Z' } },
    { item: { created_at: '2026-03-01T12:00:00.000Z' } },
  ]);
});

test('U04 a new thread begins with itself, its message and the stream options, in this order', async () => {
  const { events, thread } = chat();
  const opening = ['thread.created', 'thread.item.done user_message', 'stream_options'];
  expect(outline(await events(create('Hi')))).toEqual(opening);
  expect(outline(await events(add(await thread(), 'More')))).toEqual(opening.slice(1));
});

test('the opening is read before the responder takes its first step', async () => {
  const { open, turns } = chat();
  const stream = await open(create('Hi'));
  expect(outline(await take(stream, 3)).at(-1)).toBe('stream_options');
  expect(turns).toEqual([]);
  expect(await collect(stream.events)).toEqual([]);
  expect(turns).toHaveLength(1);
});

test('a turn that nobody reads begins by itself, also when no timer of its server fires', async () => {
  const { open, turns } = chat({ timer: () => () => {} });
  await open(create('Hi'));
  expect(turns).toEqual([]);
  await settled();
  expect(turns).toHaveLength(1);
});

test('S40, U05 whatever is told as done, replaced or removed is so in the store by then', async () => {
  const { open, store, user } = chat({
    async *respond({ thread: { id } }) {
      yield done(assistant('a', id, 'Hello'));
      yield done(widget('w', id, 'Original widget content'));
      yield { type: 'thread.item.replaced', item: widget('w', id, 'Replaced widget content') };
      yield { type: 'thread.item.removed', item_id: 'w' };
    },
  });
  const told: ThreadStreamEvent[] = [];
  const stored: unknown[] = [];
  for await (const event of (await open(create('Hi'))).events) {
    told.push(event);
    const [itemId] = 'item' in event ? [event.item.id] : 'item_id' in event ? [event.item_id] : [];
    if (itemId) stored.push(await store.loadItem(threadIdOf(told), itemId, user).catch(({ code }) => code));
  }
  expect(outline(told).slice(-2)).toEqual(['thread.item.replaced widget', 'thread.item.removed']);
  const items = told.flatMap((event) => ('item' in event ? [event.item] : []));
  expect(items).toHaveLength(4);
  expect(stored).toEqual([...items, 'not_found']);
});

test('a message that is sent as a turn ends has that turn’s answer in its history', async () => {
  const answered = deferred();
  const looked = deferred();
  const made = chat({
    async *respond({ thread, newItem }) {
      await answered.promise;
      yield done(assistant(newItem('message').id, thread.id, 'Answer'));
    },
  });
  const first = await made.open(create('Question'));
  const id = threadIdOf(await take(first, 3));
  const loadThread = made.store.loadThread.bind(made.store);
  made.store.loadThread = async (...args) => {
    await looked.promise;
    return loadThread(...args);
  };
  const second = made.events(add(id, 'And then?'));
  await settled();
  answered.resolve();
  await collect(first.events);
  looked.resolve();
  await second;
  expect(made.turns[1]?.history.map(textOf)).toEqual(['Question', 'Answer', 'And then?']);
});

test('U18 the responder gets the thread without its items, new or not', async () => {
  const { events, turns, thread } = chat();
  await events(add(await thread(), 'More'));
  expect(turns.map((turn) => Object.keys(turn.thread).sort())).toEqual([
    ['created_at', 'id', 'metadata', 'status'],
    ['created_at', 'id', 'metadata', 'status'],
  ]);
});

test('U20 a turn may be cancelled unless streamOptions says otherwise for its thread', async () => {
  const asked: [string, User][] = [];
  const strict = chat({
    streamOptions({ id }, context) {
      asked.push([id, context]);
      return { allow_cancel: false };
    },
  });
  const all = await strict.events(create('Hi'));
  expect((await chat().events(create('Hi')))[2]).toMatchObject({ stream_options: { allow_cancel: true } });
  expect(all[2]).toEqual({ type: 'stream_options', stream_options: { allow_cancel: false } });
  expect(asked).toEqual([[threadIdOf(all), strict.user]]);
});
