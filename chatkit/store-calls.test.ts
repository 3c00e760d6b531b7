import { expect, test } from 'vitest';
import type { Store } from './store.ts';
import { chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { collect, outline, textOf } from './testing/collect.ts';
import { manualTimer, settled } from './testing/manual-timer.ts';
import { GroupedMemoryStore } from './testing/memory-store.ts';
import {
  action,
  add,
  added,
  answers,
  assistant,
  create,
  delta,
  done,
  form,
  output,
  toolCall,
  widget,
  workflow,
} from './testing/script.ts';

/** A grouped store that notes which of its calls were made. */
function counted(): { store: Store<User>; calls: string[] } {
  const calls: string[] = [];
  const inner = new GroupedMemoryStore<User>(ownerOf);
  const store = new Proxy(inner, {
    get(target, name: keyof GroupedMemoryStore<User>) {
      const method = target[name];
      return (...args: unknown[]) => {
        calls.push(name);
        return (method as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return { store, calls };
}

test.each([
  ['a new thread', async () => create('Hi')],
  ['a message', async (id: string) => add(id, 'Hi')],
])('a plain text turn of %s costs two store calls, a title included', async (_, body) => {
  const { store, calls } = counted();
  const { events, items, logged } = chat({
    store,
    async *respond({ thread, newItem, input }) {
      const { id } = newItem('message');
      yield added(assistant(id, thread.id));
      for (const word of ['Hello', ' there']) yield delta(id, word);
      yield done(assistant(id, thread.id, 'Hello there'));
      thread.title = `About ${input?.id}`;
    },
  });
  const id = threadIdOf(await events(create('Before')));
  calls.length = 0;
  const all = await events(await body(id));
  expect(calls).toEqual(['beginTurn', 'commitTurn']);
  expect(logged).toEqual([]);
  expect(outline(all).slice(-2)).toEqual(['thread.item.done assistant_message', 'thread.updated']);
  expect(await items(id)).toHaveLength(body.length === 0 ? 2 : 4);
});

test.each([
  ['a tool’s output', toolCall, (id: string) => output(id, 1), 'loadThreadItems'],
  ['structured input', form, (id: string) => answers(id, 'x', { answers: {} }), 'loadItem'],
  [
    'an action',
    (item: string, id: string) => widget(item, id, 'Hi'),
    (id: string) => action(id, { type: 'a' }, 'x'),
    'loadItem',
  ],
] as const)('a turn that goes on with %s costs one read more', async (_, item, body, read) => {
  const { store, calls } = counted();
  async function* stream() {
    yield done(assistant('a', '', 'Hello'));
  }
  const { events, thread, user } = chat({ store, respond: stream, actions: { stream } });
  const id = await thread();
  await store.addThreadItem(id, item('x', id), user);
  calls.length = 0;
  await events(body(id));
  expect(calls).toEqual([read, 'beginTurn', 'commitTurn']);
});

test('each further done item costs one call more, and is stored before the next begins', async () => {
  const { store, calls } = counted();
  const { events } = chat({
    store,
    async *respond({ thread }) {
      yield done(workflow('wf', thread.id));
      yield added(assistant('a', thread.id));
      yield done(assistant('a', thread.id, 'Hello'));
    },
  });
  await events(create('Hi'));
  expect(calls).toEqual(['beginTurn', 'addThreadItem', 'commitTurn']);
});

test('an item that was only begun is removed without asking the store', async () => {
  const { store, calls } = counted();
  const { events } = chat({
    store,
    async *respond({ thread }) {
      yield added(assistant('draft', thread.id, 'never mind'));
      yield { type: 'thread.item.removed', item_id: 'draft' };
    },
  });
  expect(outline(await events(create('Hi'))).at(-1)).toBe('thread.item.removed');
  expect(calls).toEqual(['beginTurn', 'commitTurn']);
});

test('a done item that waits when the user stops is stored as it was done', async () => {
  const store = new GroupedMemoryStore<User>(ownerOf);
  const made = chat({
    ...{ store, timer: manualTimer().timer },
    async *respond({ thread }) {
      yield added(assistant('a', thread.id, 'dra'));
      yield done(assistant('a', thread.id, 'final'));
      await new Promise(() => {});
    },
  });
  const stream = await made.open(create('Hi'));
  await settled();
  stream.stop();
  const id = threadIdOf(await collect(stream.events));
  expect((await made.items(id)).map(textOf)).toEqual(['Hi', 'final', '']);
  expect(await store.statusOf(id, 'a', made.user)).toBe('done');
});

test('a done item waits at most 25 ms for the end of the turn', async () => {
  const { store, calls } = counted();
  const time = manualTimer();
  const { open } = chat({
    ...{ store, timer: time.timer },
    async *respond({ thread }) {
      yield done(workflow('wf', thread.id));
      await new Promise(() => {});
    },
  });
  const stream = await open(create('Hi'));
  await settled();
  expect(calls).toEqual(['beginTurn']);
  await time.advance(25);
  expect(calls).toEqual(['beginTurn', 'addThreadItem']);
  await stream.events.return?.();
});

test('a commit that fails ends the turn with one error event; its item is not told as done', async () => {
  const store = new GroupedMemoryStore<User>(ownerOf);
  store.commitTurn = async () => {
    throw new Error('host=10.0.0.1');
  };
  const { events, logged, items } = chat({
    store,
    async *respond({ thread }) {
      thread.title = 'Lost';
      yield done(assistant('a', thread.id, 'Hello'));
    },
  });
  const all = await events(create('Hi'));
  expect(outline(all).slice(3)).toEqual(['error stream.error']);
  expect(JSON.stringify(all)).not.toContain('10.0.0.1');
  expect(logged.map(({ message }) => message)).toEqual(['A turn failed']);
  expect(await items(threadIdOf(all))).toHaveLength(1);
});

test('the status of the input says whether its turn failed, and a retry heals it', async () => {
  const store = new GroupedMemoryStore<User>(ownerOf);
  let fails = true;
  const made = chat({
    store,
    async *respond({ thread }) {
      yield added(assistant('a', thread.id, 'some'));
      if (fails) throw new Error('on purpose');
      yield done(assistant('a', thread.id, 'all'));
    },
  });
  const all = await made.events(create('Hi'));
  const id = threadIdOf(all);
  const [message] = await made.items(id);
  const status = (itemId: string) => store.statusOf(id, itemId, made.user);
  expect([await status(message?.id ?? ''), await status('a')]).toEqual(['failed', 'incomplete']);
  fails = false;
  const body = { type: 'threads.retry_after_item', params: { thread_id: id, item_id: message?.id } };
  await collect((await made.open(body)).events);
  expect([await status(message?.id ?? ''), await status('a')]).toEqual(['done', 'done']);
});
