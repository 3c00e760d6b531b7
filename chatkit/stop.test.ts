import { expect, test } from 'vitest';
import { deferred } from './deferred.ts';
import { CANCELLED_NOTE } from './keep.ts';
import type { TurnEnd } from './options.ts';
import type { ThreadItem } from './protocol/items.ts';
import type { CustomTask } from './protocol/workflow.ts';
import { chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { collect, outline, take, textOf } from './testing/collect.ts';
import { settled } from './testing/manual-timer.ts';
import { STORES } from './testing/memory-store.ts';
import {
  add,
  added,
  assistant,
  create,
  delta,
  done,
  taskAdded,
  taskUpdated,
  workflow,
} from './testing/script.ts';

const never = new Promise<never>(() => {});
const note = expect.objectContaining({ type: 'sdk_hidden_context', content: CANCELLED_NOTE });

const stop = (thread_id: string, turn_id: string) => ({
  type: 'threads.stop',
  params: { thread_id, turn_id },
});
const shape = (item: ThreadItem) => [item.type, textOf(item)];

/** A turn that says `Hello, World!` and then waits for ever. */
async function* half({ thread }: { thread: { id: string } }) {
  yield added(assistant('half', thread.id, 'Hello, '));
  yield delta('half', 'World!');
  await never;
}

test('S01 a stop keeps the text that was said, and a hidden note as the newest item', async () => {
  const { open, items } = chat({ respond: half });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 5);
  stream.stop();
  expect(outline(await collect(stream.events))).toEqual(['thread.item.done assistant_message']);
  const [, kept, last] = await items(threadIdOf(begun));
  expect(shape(kept as ThreadItem)).toEqual(['assistant_message', 'Hello, World!']);
  expect(last).toMatchObject({
    content: 'The user cancelled the stream. Stop responding to the prior request.',
  });
  expect(last?.type).toBe('sdk_hidden_context');
});

test.each([[undefined], [''], [' \n\t']])(
  'S02, U11 a stop does not keep a message whose text is %j',
  async (text) => {
    const { open, items } = chat({
      async *respond({ thread }) {
        yield added(assistant('blank', thread.id, text));
        await never;
      },
    });
    const stream = await open(create('Hi'));
    const begun = await take(stream, 4);
    stream.stop();
    expect(await collect(stream.events)).toEqual([]);
    expect((await items(threadIdOf(begun))).slice(1)).toEqual([note]);
  },
);

test('a stop keeps the finished steps of an open workflow and drops half-made widgets', async () => {
  const step = (title: string, status_indicator: CustomTask['status_indicator']): CustomTask => ({
    type: 'custom',
    ...{ title, status_indicator },
  });
  const { open, items } = chat({
    async *respond({ thread, newItem }) {
      yield added(workflow('wf', thread.id));
      yield taskAdded('wf', 0, step('add_task', 'loading'));
      yield taskUpdated('wf', 0, step('add_task', 'complete'));
      yield taskAdded('wf', 1, step('list_tasks', 'loading'));
      yield added({ type: 'widget', ...newItem('message'), widget: { type: 'Card' } });
      await never;
    },
  });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 8);
  stream.stop();
  await collect(stream.events);
  const kept = (await items(threadIdOf(begun))).slice(1);
  expect(kept).toMatchObject([{ id: 'wf', workflow: { tasks: [step('add_task', 'complete')] } }, note]);
  expect(kept[0]).toHaveProperty('workflow.tasks.length', 1);
});

test.each(STORES)(
  'threads.stop answers {} once the turn is stored, and the thread is free again (%s)',
  async (_, Kind) => {
    const ended: TurnEnd<User>[] = [];
    const made = chat({
      store: new Kind<User>(ownerOf),
      onTurnEnd: (end) => void ended.push(end),
      respond: half,
    });
    const stream = await made.open(create('Hi'));
    const id = threadIdOf(await take(stream, 5));
    expect(await made.json(stop(id, stream.turnId))).toEqual({});
    expect((await made.items(id)).map(shape)).toEqual([
      ['user_message', 'Hi'],
      ['assistant_message', 'Hello, World!'],
      ['sdk_hidden_context', ''],
    ]);
    expect(ended[0]?.outcome).toBe('stopped');
    expect(ended[0]?.items.map(({ status }) => status)).toEqual(['incomplete', 'done']);
    expect(await made.json(stop(id, stream.turnId))).toEqual({});
    expect(await made.items(id)).toHaveLength(3);
    await (await made.open(add(id, 'again'))).events.return?.();
  },
);

test('a stop with another thread’s turn, or by another user, does not reach the turn', async () => {
  const made = chat({ respond: half });
  const [stream, other] = [await made.open(create('one')), await made.open(create('two'))];
  const id = threadIdOf(await take(stream, 5));
  const otherId = threadIdOf(await take(other, 5));
  await made.json(stop(otherId, stream.turnId));
  const stranger = made.server.process(stop(id, stream.turnId), { user_id: 'stranger' });
  await expect(stranger).rejects.toThrow(expect.objectContaining({ status: 404 }));
  await settled();
  expect([await made.items(id), await made.items(otherId)].map((items) => items.length)).toEqual([1, 1]);
  await Promise.all([stream.events.return?.(), other.events.return?.()]);
});

test('a stop ends a turn whose reader is connected and does not read', async () => {
  const made = chat({
    async *respond({ thread }) {
      for (let n = 0; n < 70; n += 1) yield added(assistant(`a${n}`, thread.id, 'text'));
      await never;
    },
  });
  const stream = await made.open(create('Hi'));
  await settled();
  const [thread] = (await made.store.loadThreads({ limit: 1, order: 'asc' }, made.user)).data;
  const id = thread?.id ?? '';
  expect(await made.json(stop(id, stream.turnId))).toEqual({});
  expect((await made.items(id)).at(-1)).toEqual(note);
  expect((await collect(stream.events)).length).toBeGreaterThan(64);
});

test('handleStreamCancelled decides what a stopped turn leaves behind', async () => {
  const { open, items } = chat({
    respond: half,
    handleStreamCancelled: ({ pending, defaults }) => {
      expect(defaults).toEqual([...pending, note]);
      return pending;
    },
  });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 5);
  stream.stop();
  await collect(stream.events);
  expect((await items(threadIdOf(begun))).map(textOf)).toEqual(['Hi', 'Hello, World!']);
});

test('a responder that ignores the stop cannot hold it up, and what it says later is nobody’s', async () => {
  const gate = deferred();
  const { open, items, logged } = chat({
    async *respond({ thread }) {
      yield added(assistant('a', thread.id, 'said'));
      await gate.promise;
      yield done(assistant('a', thread.id, 'said too late'));
      throw new Error('nobody listens');
    },
  });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 4);
  stream.stop();
  await collect(stream.events);
  gate.resolve();
  await settled();
  expect((await items(threadIdOf(begun))).map(textOf)).toEqual(['Hi', 'said', '']);
  expect(logged).toEqual([]);
});
