import { expect, test } from 'vitest';
import { chat, ownerOf, type User } from './testing/chat.ts';
import { outline } from './testing/collect.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { add, assistant, done, INSTANT, output, toolCall } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });

/** Calls a tool for each message, and answers when the output comes. */
const calling = (store = new MemoryStore<User>(ownerOf)) =>
  chat({
    store,
    async *respond({ input, thread, newItem }) {
      const { id } = newItem(input ? 'tool_call' : 'message');
      const call = toolCall(id, thread.id, { name: 'tool_call_1', arguments: { arg1: 'val1', none: null } });
      yield done(input ? call : assistant(id, thread.id, 'Thanks'));
    },
  });

test.each(STORES)(
  'S12 a tool’s output completes the call and the turn goes on without a message (%s)',
  async (_, Kind) => {
    const { events, items, turns, thread } = calling(new Kind<User>(ownerOf));
    const id = await thread();
    const call = (await items(id))[1];
    const all = await events({ ...output(id, { text: 'Wow!' }), metadata: { locale: 'nl' } });
    expect(outline(all)).toEqual(['stream_options', 'thread.item.done assistant_message']);
    expect(turns).toHaveLength(2);
    expect(turns[1]).toMatchObject({ input: null, metadata: { locale: 'nl' } });
    const completed = { ...call, status: 'completed', output: { text: 'Wow!' } };
    expect(turns[1]?.history.at(-1)).toEqual(completed);
    expect((await items(id))[1]).toEqual(completed);
    expect(await items(id)).toHaveLength(3);
  },
);

test.each([[null], [0], [''], [[1, { a: null }]], [{ deep: [{}] }]])(
  'the output %j is stored as it is',
  async (result) => {
    const { events, items, thread } = calling();
    const id = await thread();
    await events(output(id, result));
    expect((await items(id))[1]).toHaveProperty('output', result);
  },
);

test.each(STORES)(
  'U16 the newest pending call of the newest 20 items is completed, also behind others; older ones go (%s)',
  async (_, Kind) => {
    const store = new Kind<User>(ownerOf);
    const { events, items, logged, thread, user } = chat({ store });
    const id = await thread();
    for (const far of ['tc_far', 'tc_old']) await store.addThreadItem(id, toolCall(far, id), user);
    for (let n = 0; n < 16; n += 1) await store.addThreadItem(id, assistant(`a${n}`, id, `${n}`), user);
    await store.addThreadItem(id, toolCall('tc_new', id), user);
    const note = { type: 'sdk_hidden_context', id: 'h', thread_id: id, created_at: INSTANT } as const;
    await store.addThreadItem(id, { ...note, content: 'stopped' }, user);
    await store.addThreadItem(id, toolCall('tc_answered', id, { status: 'completed', output: 1 }), user);
    await events(output(id, 'here'));
    const calls = (await items(id)).filter(({ type }) => type === 'client_tool_call');
    expect(calls).toEqual([
      toolCall('tc_far', id),
      toolCall('tc_new', id, { status: 'completed', output: 'here' }),
      toolCall('tc_answered', id, { status: 'completed', output: 1 }),
    ]);
    expect(logged).toEqual([
      { message: 'Unanswered tool calls were dropped', detail: { threadId: id, ids: ['tc_old'] } },
    ]);
  },
);

test.each(STORES)(
  'dropped calls make no room in the history: it is as long as asked for (%s)',
  async (_, Kind) => {
    const store = new Kind<User>(ownerOf);
    const { events, turns, thread, user } = chat({ store, historyLimit: 2 });
    const id = await thread('Hello');
    for (const call of ['tc_1', 'tc_2', 'tc_3']) await store.addThreadItem(id, toolCall(call, id), user);
    await events(output(id, 1));
    expect(turns.at(-1)?.history.map((item) => item.type)).toEqual(['user_message', 'client_tool_call']);
  },
);

test('U16 an output that no call waits for is a conflict before the stream, and changes nothing', async () => {
  const { server, events, items, thread, turns, user } = calling();
  const id = await thread();
  await events(output(id, 1));
  const before = await items(id);
  await expect(server.process(output(id, 2), user)).rejects.toThrow(refusal(409, 'conflict'));
  expect(await items(id)).toEqual(before);
  expect(turns).toHaveLength(2);
});

test.each(STORES)('of two outputs for one call at once one is taken (%s)', async (_, Kind) => {
  const { server, items, thread, user } = calling(new Kind<User>(ownerOf));
  const id = await thread();
  const results = await Promise.allSettled([1, 2].map((n) => server.process(output(id, n), user)));
  const [taken] = results.flatMap(({ status }, index) => (status === 'fulfilled' ? [index + 1] : []));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await items(id))[1]).toHaveProperty('output', taken);
});

test.each(STORES)('a locked thread and one with a running turn take no output (%s)', async (_, Kind) => {
  const store = new Kind<User>(ownerOf);
  const { server, open, events, items, saved, thread, user } = chat({
    store,
    respond: async function* ({ input }) {
      if (input?.quoted_text === 'wait') await new Promise(() => {});
      yield { type: 'progress_update', text: 'x' };
    },
  });
  const id = await thread();
  await store.addThreadItem(id, toolCall('tc', id), user);
  const running = await open(add(id, 'hold', { quoted_text: 'wait' }));
  await expect(server.process(output(id, 1), user)).rejects.toThrow(refusal(409, 'turn_in_progress'));
  await running.events.return?.();
  const active = await saved(id);
  await store.saveThread({ ...active, status: { type: 'closed' } }, user);
  await expect(server.process(output(id, 1), user)).rejects.toThrow(refusal(409, 'thread_locked'));
  expect((await items(id))[1]).toEqual(toolCall('tc', id));
  await store.saveThread(active, user);
  expect(outline(await events(output(id, 1)))).toEqual(['stream_options', 'progress_update']);
});

test('an output that cannot be stored leaves the call pending and the thread free', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const { server, events, items, thread, user } = calling(store);
  const id = await thread();
  const saveItem = store.saveItem.bind(store);
  store.saveItem = () => Promise.reject(new Error('disk full'));
  await expect(server.process(output(id, 1), user)).rejects.toThrow('disk full');
  store.saveItem = saveItem;
  expect((await items(id))[1]).toMatchObject({ status: 'pending' });
  expect(outline(await events(output(id, 1)))).toHaveLength(2);
});

test('an output to another user’s thread and to an unknown one are the same 404', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const [owner, stranger] = [calling(store), calling(store)];
  const own = await owner.thread();
  const before = await owner.items(own);
  for (const id of [own, 'thr_unknown']) {
    const request = stranger.server.process(output(id, 1), stranger.user);
    await expect(request).rejects.toThrow(refusal(404, 'not_found'));
  }
  expect(await owner.items(own)).toEqual(before);
});
