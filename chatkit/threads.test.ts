import { expect, test } from 'vitest';
import type { ThreadItem, UserMessageItem } from './protocol/items.ts';
import type { Page, Thread } from './protocol/thread.ts';
import { chat, ownerOf, type User } from './testing/chat.ts';
import { collect, outline, take, textOf } from './testing/collect.ts';
import { GroupedMemoryStore, MemoryStore } from './testing/memory-store.ts';
import { add, done, INSTANT, userMessage } from './testing/script.ts';

const absent = expect.objectContaining({ status: 404, code: 'not_found' });

test('S14, S32 threads are listed newest first in pages of twenty', async () => {
  const { json, thread } = chat();
  const ids: string[] = [];
  for (let n = 0; n < 25; n += 1) ids.unshift(await thread(`${n}`));
  const first = await json<Page<Thread>>({ type: 'threads.list', params: { limit: 20 } });
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 20));
  expect(first).toMatchObject({ has_more: true, after: ids[19] });
  expect(first.data[0]?.items).toEqual({ data: [], has_more: false });
  const rest = await json<Page<Thread>>({ type: 'threads.list', params: { after: first.after } });
  expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(20));
  expect(rest).toEqual({ data: rest.data, has_more: false });
});

test('S15 items are listed newest first, twenty by default', async () => {
  const { json, thread } = chat({
    async *respond({ thread }) {
      for (let n = 0; n < 25; n += 1) yield done(userMessage(`msg_${n}`, thread.id, `${n}`));
    },
  });
  const thread_id = await thread();
  const first = await json<Page<ThreadItem>>({ type: 'items.list', params: { thread_id } });
  expect(first.data.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `msg_${24 - n}`));
  expect(first).toMatchObject({ has_more: true, after: 'msg_5' });
  const rest = await json<Page<ThreadItem>>({
    type: 'items.list',
    params: { thread_id, after: first.after },
  });
  expect(rest.data.map(textOf)).toEqual(['4', '3', '2', '1', '0', 'Hello']);
  expect(rest.has_more).toBe(false);
});

test('S23 a thread comes with its oldest items', async () => {
  const { json, thread, events } = chat();
  const thread_id = await thread('Test thread');
  for (let n = 0; n < 25; n += 1) await events(add(thread_id, `${n}`));
  const body = await json<Thread>({ type: 'threads.get_by_id', params: { thread_id } });
  expect(body.id).toBe(thread_id);
  expect(body.items.data.map(textOf).slice(0, 2)).toEqual(['Test thread', '0']);
  expect(body.items).toMatchObject({ has_more: true, after: body.items.data[19]?.id });
});

test('a thread carries the id of the turn that runs on it, and only then', async () => {
  for (const store of [new MemoryStore<User>(ownerOf), new GroupedMemoryStore<User>(ownerOf)]) {
    const { server, open, user, thread } = chat({
      store,
      async *respond({ input, newItem }) {
        if (textOf(input ?? undefined) === 'wait') await new Promise(() => {});
        yield done({ type: 'end_of_turn', ...newItem('message') });
      },
    });
    const thread_id = await thread();
    const get = () => server.process({ type: 'threads.get_by_id', params: { thread_id } }, user);
    expect((await get()).turnId).toBeUndefined();
    const stream = await open(add(thread_id, 'wait'));
    expect((await get()).turnId).toBe(stream.turnId);
    await stream.events.return?.();
    expect((await get()).turnId).toBeUndefined();
  }
});

test('S33 a thread gets a new title, as validateTitle leaves it', async () => {
  const { json, thread, saved } = chat({ validateTitle: (title) => title.trim() });
  const thread_id = await thread();
  const params = { thread_id, title: ' New Title ' };
  const body = await json<Thread>({ type: 'threads.update', params });
  expect(body).toMatchObject({ id: thread_id, title: 'New Title', items: { data: [] } });
  expect(await saved(thread_id)).toMatchObject({ title: 'New Title' });
});

test('S36 a deleted thread answers {} and is absent afterwards', async () => {
  const { json, server, thread, user } = chat();
  const thread_id = await thread();
  expect(await json({ type: 'threads.delete', params: { thread_id } })).toEqual({});
  const get = server.process({ type: 'threads.get_by_id', params: { thread_id } }, user);
  await expect(get).rejects.toThrow(`Thread ${thread_id} not found`);
});

test('deleting a thread ends the turn that runs on it, which then stores and logs nothing', async () => {
  const ended: string[] = [];
  const { open, json, thread, logged } = chat({
    onTurnEnd: ({ outcome }) => void ended.push(outcome),
    async *respond({ input, newItem }) {
      yield done({ type: 'end_of_turn', ...newItem('message') });
      if (textOf(input ?? undefined) === 'wait') await new Promise(() => {});
    },
  });
  const thread_id = await thread();
  const stream = await open(add(thread_id, 'wait'));
  const told = await take(stream, 3);
  await json({ type: 'threads.delete', params: { thread_id } });
  expect(outline(told).at(-1)).toBe('thread.item.done end_of_turn');
  expect(await collect(stream.events)).toEqual([]);
  expect({ ended, logged }).toEqual({ ended: ['completed'], logged: [] });
});

test('another user’s thread and an unknown one are the same 404, and stay as they are', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const [owner, stranger] = [chat({ store }), chat({ store })];
  const own = await owner.thread();
  for (const thread_id of [own, 'thr_unknown']) {
    for (const [type, more] of [
      ['threads.get_by_id', {}],
      ['threads.update', { title: 'Mine' }],
      ['threads.delete', {}],
      ['items.list', {}],
      ['items.list', { after: (await owner.items(own))[0]?.id }],
      ['threads.stop', { turn_id: 'turn_1' }],
    ] as const) {
      const request = stranger.server.process({ type, params: { thread_id, ...more } }, stranger.user);
      await expect(request, type).rejects.toThrow(absent);
    }
    await expect(stranger.server.process(add(thread_id, 'x'), stranger.user)).rejects.toThrow(absent);
  }
  expect(await owner.items(own)).toHaveLength(1);
  expect((await owner.saved(own)).title).toBeUndefined();
});

test('an unknown cursor is a 400', async () => {
  const { server, thread, user } = chat();
  const thread_id = await thread();
  const invalid = expect.objectContaining({ status: 400, code: 'invalid_cursor' });
  for (const body of [
    { type: 'threads.list', params: { after: 'nonsense' } },
    { type: 'items.list', params: { thread_id, after: thread_id } },
  ]) {
    await expect(server.process(body, user)).rejects.toThrow(invalid);
  }
});

test('S26, U09 hidden items and private metadata never leave, also from pages', async () => {
  const { json, thread, store, saved, user } = chat();
  const thread_id = await thread();
  await store.saveThread({ ...(await saved(thread_id)), metadata: { secret: 'thread' } }, user);
  const base = { thread_id, created_at: INSTANT };
  const hidden = { type: 'hidden_context_item' as const, id: 'h1', ...base, content: 'secret' };
  await store.addThreadItem(thread_id, hidden, user);
  await store.addThreadItem(thread_id, { ...hidden, type: 'sdk_hidden_context', id: 'h2' }, user);
  const attachment = {
    type: 'file' as const,
    id: 'f',
    name: 'n',
    mime_type: 't',
    metadata: { secret: 'file' },
  };
  const attached: UserMessageItem = {
    ...userMessage('m', thread_id, 'with file'),
    attachments: [attachment],
  };
  await store.addThreadItem(thread_id, attached, user);
  const pages = [
    await json<Thread>({ type: 'threads.get_by_id', params: { thread_id } }),
    await json<Page<Thread>>({ type: 'threads.list', params: {} }),
    await json<Page<ThreadItem>>({ type: 'items.list', params: { thread_id, limit: 3 } }),
    await json<Thread>({ type: 'threads.update', params: { thread_id, title: 'x' } }),
  ];
  expect(JSON.stringify(pages)).not.toContain('secret');
  expect(pages[2]).toMatchObject({ data: [{ id: 'm' }], has_more: true, after: 'h1' });
  expect(await saved(thread_id)).toMatchObject({ metadata: { secret: 'thread' } });
});
