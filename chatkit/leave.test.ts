import { expect, test } from 'vitest';
import { deferred } from './deferred.ts';
import { CANCELLED_NOTE } from './keep.ts';
import { createChatKitServer } from './server.ts';
import { type Chat, chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { asStream, collect, type StreamResult, take, textOf } from './testing/collect.ts';
import { manualTimer, settled } from './testing/manual-timer.ts';
import { GroupedMemoryStore, STORES } from './testing/memory-store.ts';
import { added, assistant, create, delta, done, taskAdded, workflow } from './testing/script.ts';

const never = new Promise<never>(() => {});
const note = expect.objectContaining({ type: 'sdk_hidden_context', content: CANCELLED_NOTE });

const stop = (thread_id: string, turn_id: string) => ({
  type: 'threads.stop',
  params: { thread_id, turn_id },
});

/** A turn that says `Hello, World!` and then waits for ever. */
async function* half({ thread }: { thread: { id: string } }) {
  yield added(assistant('half', thread.id, 'Hello, '));
  yield delta('half', 'World!');
  await never;
}

type Leave = (made: Chat, stream: StreamResult, threadId: string) => unknown;

const looked = { type: 'custom', status_indicator: 'complete', title: 'looked' } as const;

/** Opening, a workflow and a message: ten events in all. */
const EVENTS = 10;
const scriptOf = (threadId: string) => [
  added(workflow('wf', threadId)),
  taskAdded('wf', 0, looked),
  done(workflow('wf', threadId, [looked])),
  added(assistant('a', threadId)),
  delta('a', 'Hello'),
  delta('a', ', World'),
  done(assistant('a', threadId, 'Hello, World')),
];

/** Leaves the turn after `count` events, which is as far as its responder gets. */
async function leaveAfter(count: number, leave: Leave, Kind: (typeof STORES)[number][1]) {
  const made = chat({
    ...{ store: new Kind<User>(ownerOf), timer: manualTimer().timer },
    async *respond({ thread }) {
      const script = scriptOf(thread.id);
      yield* script.slice(0, Math.max(count - 3, 0));
      await never;
    },
  });
  const stream = await made.open(create('Hi'));
  // The store's last write waits for what follows a done item; nothing follows here but the leaving.
  const seen = await Promise.race([take(stream, count), settled().then(() => undefined)]);
  const [thread] = (await made.store.loadThreads({ limit: 1, order: 'asc' }, made.user)).data;
  const id = thread?.id ?? '';
  await leave(made, stream, id);
  const told = [...(seen ?? []), ...(await collect(stream.events))];
  return { told, stored: await made.items(id), logged: made.logged };
}

const LEAVES: [string, Leave][] = [
  ['a stop', async (made, stream, id) => made.json(stop(id, stream.turnId))],
  [
    'two stops',
    async (made, stream, id) => Promise.all([1, 2].map(() => made.json(stop(id, stream.turnId)))),
  ],
  ['a lost connection', (_, stream) => stream.events.return?.()],
];
const CASES = LEAVES.flatMap(([how, leave]) => STORES.map(([name, Kind]) => ({ how, leave, name, Kind })));

test.each(CASES)(
  'after $how at any event everything told is stored, once, before one note ($name)',
  async ({ leave, Kind }) => {
    for (let count = 1; count <= EVENTS; count += 1) {
      const { told, stored, logged } = await leaveAfter(count, leave, Kind);
      const items = told.flatMap((event) => (event.type === 'thread.item.done' ? [event.item] : []));
      expect(stored, `${count}`).toEqual(expect.arrayContaining(items));
      expect(stored[0], `${count}`).toMatchObject({ type: 'user_message' });
      expect(stored.at(-1), `${count}`).toEqual(note);
      const kinds = ['user_message'];
      if (count >= 5) kinds.push('workflow');
      if (count >= 8) kinds.push('assistant_message');
      expect(
        stored.map(({ type }) => type),
        `${count}`,
      ).toEqual([...kinds, 'sdk_hidden_context']);
      expect(logged, `${count}`).toEqual([]);
    }
  },
);

test('U10 a client that leaves cancels the turn: the signal aborts and the text is kept', async () => {
  const { open, items, turns } = chat({ respond: half });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 5);
  await stream.events.return?.();
  expect(turns[0]?.signal.aborted).toBe(true);
  expect((await items(threadIdOf(begun))).map(textOf)).toEqual(['Hi', 'Hello, World!', '']);
});

test('an aborted request signal is a client that left, also when it was aborted before', async () => {
  for (const early of [true, false]) {
    const made = chat({ respond: half });
    const client = new AbortController();
    if (early) client.abort();
    const stream = asStream(await made.server.process(create('Hi'), made.user, { signal: client.signal }));
    client.abort();
    await collect(stream.events);
    await stream.events.return?.();
    const [thread] = (await made.store.loadThreads({ limit: 1, order: 'asc' }, made.user)).data;
    expect((await made.items(thread?.id ?? '')).at(-1)).toEqual(note);
  }
});

test('with onDisconnect finish a lost connection lets the turn end and be stored', async () => {
  const gate = deferred();
  const { open, items, turns } = chat({
    onDisconnect: 'finish',
    async *respond({ thread }) {
      yield added(assistant('a', thread.id, 'Hel'));
      await gate.promise;
      for (let n = 0; n < 200; n += 1) yield delta('a', '.');
      yield done(assistant('a', thread.id, 'Hello'));
    },
  });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 4);
  const left = stream.events.return?.();
  gate.resolve();
  await left;
  expect((await items(threadIdOf(begun))).map(textOf)).toEqual(['Hi', 'Hello']);
  expect(turns[0]?.signal.aborted).toBe(false);
});

test('a turn whose client is gone asks its store once a second whether it shall stop', async () => {
  const time = manualTimer();
  const store = new GroupedMemoryStore<User>(ownerOf);
  const here = chat({ store, timer: time.timer, onDisconnect: 'finish', respond: half });
  const stream = await here.open(create('Hi'));
  const id = threadIdOf(await take(stream, 5));
  const left = stream.events.return?.();
  await settled();
  const elsewhere = createChatKitServer<User>({ store, respond: half });
  await elsewhere.process(stop(id, stream.turnId), here.user);
  await time.advance(999);
  expect(await here.items(id)).toHaveLength(1);
  await time.advance(1);
  await left;
  expect((await here.items(id)).map(textOf)).toEqual(['Hi', 'Hello, World!', '']);
  expect(time.waiting()).toBe(0);
});
