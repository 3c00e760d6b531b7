import { expect, test } from 'vitest';
import { chat, ownerOf, type User } from './testing/chat.ts';
import { MemoryStore } from './testing/memory-store.ts';
import { assistant, done, widget } from './testing/script.ts';

const feedback = (thread_id: string, item_ids: string[], kind: string) => ({
  type: 'items.feedback',
  params: { thread_id, item_ids, kind },
});

test('S04, S22 feedback reaches its handler in order, with the context, and answers {}', async () => {
  const seen: unknown[] = [];
  const { json, thread, user } = chat({
    async addFeedback(params, context) {
      seen.push([params, context]);
    },
    async *respond({ thread }) {
      yield done(assistant('assistant_msg_1', thread.id, 'Hello'));
      yield done(widget('widget_1', thread.id, 'Hello'));
    },
  });
  const thread_id = await thread();
  expect(await json(feedback(thread_id, ['assistant_msg_1'], 'positive'))).toEqual({});
  expect(await json(feedback(thread_id, ['widget_1'], 'negative'))).toEqual({});
  expect(seen).toEqual([
    [{ thread_id, item_ids: ['assistant_msg_1'], kind: 'positive' }, user],
    [{ thread_id, item_ids: ['widget_1'], kind: 'negative' }, user],
  ]);
});

test('feedback without a handler is accepted', async () => {
  const { json, thread } = chat();
  expect(await json(feedback(await thread(), ['x'], 'negative'))).toEqual({});
});

test('feedback on another user’s thread and on an unknown one is the same 404, and its handler not asked', async () => {
  const seen: unknown[] = [];
  const store = new MemoryStore<User>(ownerOf);
  const addFeedback = (params: unknown) => void seen.push(params);
  const [owner, stranger] = [chat({ store }), chat({ store, addFeedback })];
  for (const id of [await owner.thread(), 'thr_unknown']) {
    const request = stranger.server.process(feedback(id, [], 'positive'), stranger.user);
    await expect(request).rejects.toThrow(expect.objectContaining({ status: 404, code: 'not_found' }));
  }
  expect(seen).toEqual([]);
});
