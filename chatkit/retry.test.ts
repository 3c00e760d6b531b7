import { expect, test } from 'vitest';
import { chat, ownerOf, type User } from './testing/chat.ts';
import { outline, textOf } from './testing/collect.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { add, assistant, done, retry } from './testing/script.ts';

const answering = (store = new MemoryStore<User>(ownerOf)) =>
  chat({
    store,
    async *respond({ thread, input, newItem }) {
      const { id } = newItem('message');
      yield done(assistant(id, thread.id, `Response to: ${textOf(input ?? undefined)}`));
    },
  });

test.each(STORES)(
  'S41, S43 a retry answers the message again and cuts only what followed (%s)',
  async (_, Kind) => {
    const { events, items, turns, thread } = answering(new Kind<User>(ownerOf));
    const id = await thread('First');
    await events(add(id, 'Second'));
    const before = await items(id);
    const again = await events(retry(id, before[2]?.id ?? ''));
    expect(outline(again)).toEqual(['stream_options', 'thread.item.done assistant_message']);
    const after = await items(id);
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after.map(textOf)).toEqual(before.map(textOf));
    expect(after[3]?.id).not.toBe(before[3]?.id);
    expect(turns[2]?.input).toEqual(turns[1]?.input);
    expect(turns[2]?.history).toEqual(turns[1]?.history);
  },
);

test.each(STORES)(
  'a retry after the first message cuts more than one page, hidden items too (%s)',
  async (_, Kind) => {
    const store = new Kind<User>(ownerOf);
    const { events, items, thread, user } = answering(store);
    const id = await thread('First');
    for (let n = 0; n < 45; n += 1) await store.addThreadItem(id, assistant(`a${n}`, id, `${n}`), user);
    const note = { ...assistant('hidden', id), type: 'sdk_hidden_context' as const, content: 'stopped' };
    await store.addThreadItem(id, note, user);
    await events(retry(id, (await items(id))[0]?.id ?? ''));
    expect((await items(id)).map(textOf)).toEqual(['First', 'Response to: First']);
  },
);

test('S42 a retry after an item that is not a user message is refused and cuts nothing', async () => {
  const { server, items, thread, user } = answering();
  const id = await thread();
  const before = await items(id);
  const process = server.process(retry(id, before[1]?.id ?? ''), user);
  await expect(process).rejects.toThrow(expect.objectContaining({ status: 400, code: 'invalid_request' }));
  await expect(process).rejects.toThrow('is not a user message');
  expect(await items(id)).toEqual(before);
});

test('U14 a retry after an unknown item, another thread’s or another user’s is a 404 and cuts nothing', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const [own, other] = [answering(store), answering(store)];
  const [id, second, foreign] = [await own.thread(), await own.thread(), await other.thread()];
  const foreignItem = (await other.items(foreign))[0]?.id ?? '';
  const secondItem = (await own.items(second))[0]?.id ?? '';
  for (const body of [
    retry(id, 'msg_unknown'),
    retry(id, foreignItem),
    retry(id, secondItem),
    retry(foreign, foreignItem),
  ]) {
    await expect(own.server.process(body, own.user)).rejects.toThrow(
      expect.objectContaining({ status: 404 }),
    );
  }
  expect(await own.items(id)).toHaveLength(2);
  expect(await other.items(foreign)).toHaveLength(2);
});

test('S46 a retry hands the stored tool choice to the responder', async () => {
  const { events, items, turns, thread } = answering();
  const id = await thread();
  await events(add(id, 'Look it up', { inference_options: { tool_choice: { id: 'web_search' } } }));
  await events(retry(id, (await items(id))[2]?.id ?? ''));
  expect(turns.at(-1)?.input?.inference_options.tool_choice).toEqual({ id: 'web_search' });
});
