import { expect, test } from 'vitest';
import type { Ids } from './ids.ts';
import { chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { outline, textOf } from './testing/collect.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { add, assistant, create, done } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });

test('S04 the context given to process reaches the responder and the hooks as it is', async () => {
  const seen: User[] = [];
  const { events, turns, user } = chat({
    validateInput: (_, context) => void seen.push(context),
    onTurnEnd: ({ context }) => void seen.push(context),
  });
  await events(create('Hi'));
  expect(turns[0]?.context).toBe(user);
  expect(seen).toEqual([user, user]);
});

test('S12 a client tool call passes unchanged and is stored', async () => {
  const call = {
    type: 'client_tool_call' as const,
    ...{ id: 'msg_1', thread_id: 't', created_at: '2026-01-01T00:00:00.000Z' },
    ...{ status: 'pending' as const, call_id: 'tool_call_1', name: 'tool_call_1' },
    arguments: { arg1: 'val1', arg2: false, none: null },
  };
  const { events, items } = chat({
    async *respond() {
      yield done(call);
    },
  });
  const all = await events(create('Hi'));
  expect(all).toHaveLength(4);
  expect(all[3]).toEqual({ type: 'thread.item.done', item: call });
  expect((await items(threadIdOf(all)))[1]).toEqual(call);
});

test('S44, S47 the chosen tool reaches the responder with each message', async () => {
  const { events, turns, thread } = chat();
  const options = { inference_options: { tool_choice: { id: 'retrieval' } } };
  await events(create('Hi', options));
  await events(add(await thread(), 'More', options));
  const chosen = turns.map(({ input }) => input?.inference_options.tool_choice?.id);
  expect(chosen).toEqual(['retrieval', undefined, 'retrieval']);
});

test('S48, T16 ids come from the given generators, the thread’s first, two for a new thread', async () => {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const ids: Ids<User> = {
    thread: () => `thr_custom_${next()}`,
    item: (kind, threadId) => `${kind}_custom_${next()}_${threadId}`,
    turn: () => 'turn',
  };
  const all = await chat({ ids }).events(create('Hi'));
  expect(all.slice(0, 2)).toMatchObject([
    { thread: { id: 'thr_custom_1' } },
    { item: { id: 'message_custom_2_thr_custom_1' } },
  ]);
  expect(count).toBe(2);
});

test('a message to a thread gets the newest items as history, itself last', async () => {
  const { events, turns, thread } = chat({ historyLimit: 3 });
  const id = await thread('one');
  for (const text of ['two', 'three', 'four']) await events(add(id, text));
  expect(turns.at(-1)?.history.map(textOf)).toEqual(['two', 'three', 'four']);
  expect(turns.at(-1)?.history.at(-1)).toEqual(turns.at(-1)?.input);
});

test('the responder gets the request’s metadata', async () => {
  const { events, turns } = chat();
  await events({ ...create('Hi'), metadata: { locale: 'nl' } });
  expect(turns[0]?.metadata).toEqual({ locale: 'nl' });
});

test('validateInput may replace the input, and its refusal leaves nothing behind', async () => {
  const { events, server, store, user } = chat({
    validateInput(input) {
      if (JSON.stringify(input).includes('bad')) throw new Error('refused');
      return { ...input, quoted_text: 'added' };
    },
  });
  expect(await events(create('good'))).toMatchObject([{}, { item: { quoted_text: 'added' } }, {}]);
  await expect(server.process(create('bad'), user)).rejects.toThrow('refused');
  expect((await store.loadThreads({ limit: 9, order: 'asc' }, user)).data).toHaveLength(1);
});

test.each(STORES)('a locked thread refuses a message with its reason (%s)', async (_, Kind) => {
  const { server, user, thread, items, saved, store } = chat({ store: new Kind<User>(ownerOf) });
  const id = await thread();
  await store.saveThread({ ...(await saved(id)), status: { type: 'locked', reason: 'Under review' } }, user);
  const error = await server.process(add(id, 'More'), user).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 409, code: 'thread_locked', message: 'Under review' });
  expect(await items(id)).toHaveLength(1);
});

test.each(STORES)('a second turn of a thread is refused while one runs (%s)', async (_, Kind) => {
  const { server, open, events, user, thread, items, turns } = chat({
    store: new Kind<User>(ownerOf),
    async *respond({ input, thread }) {
      if (textOf(input ?? undefined) === 'wait') await new Promise(() => {});
      yield done(assistant(crypto.randomUUID(), thread.id, 'ok'));
    },
  });
  const id = await thread();
  const running = await open(add(id, 'wait'));
  await expect(server.process(add(id, 'me too'), user)).rejects.toThrow(refusal(409, 'turn_in_progress'));
  expect((await items(id)).map(textOf)).toEqual(['Hello', 'ok', 'wait']);
  await running.events.return?.();
  await events(add(id, 'now'));
  expect(turns.map(({ input }) => textOf(input ?? undefined))).toEqual(['Hello', 'wait', 'now']);
});

test('two messages sent to a thread at once: one is answered, one refused, by a store without beginTurn', async () => {
  const { server, user, thread, items } = chat();
  const id = await thread();
  const results = await Promise.allSettled([1, 2].map((n) => server.process(add(id, `${n}`), user)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await items(id)).toHaveLength(2);
});

test('a message that cannot be stored leaves the thread free for the next', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const { server, user, thread, events } = chat({ store });
  const id = await thread();
  const addThreadItem = store.addThreadItem.bind(store);
  store.addThreadItem = () => Promise.reject(new Error('disk full'));
  await expect(server.process(add(id, 'lost'), user)).rejects.toThrow('disk full');
  store.addThreadItem = addThreadItem;
  expect(outline(await events(add(id, 'kept')))).toEqual(['thread.item.done user_message', 'stream_options']);
});

test('a thread whose first message cannot be stored is taken back', async () => {
  const store = new MemoryStore<User>(ownerOf);
  store.addThreadItem = async () => {
    throw new Error('disk full');
  };
  const { server, user } = chat({ store });
  await expect(server.process(create('Hi'), user)).rejects.toThrow('disk full');
  expect((await store.loadThreads({ limit: 9, order: 'asc' }, user)).data).toEqual([]);
});

test('the body may be text, and text that is no JSON is refused without repeating it', async () => {
  const { server, user, events } = chat();
  expect(outline(await events(JSON.stringify(create('Hi'))))).toHaveLength(3);
  const error = await server.process('{"secret', user).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 400, code: 'invalid_json' });
  expect(String(error)).not.toContain('secret');
});
