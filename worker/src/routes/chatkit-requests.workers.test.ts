import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { feedback, messages } from '#core/db/tables/conversations.ts';
import { rowsOf } from '#dev/factories.ts';
import { anApp, expectError, expectStatus } from '../testing/app.ts';
import { aThread, done, input, itemsOf, outline, post, turn } from '../testing/chat.ts';

const app = await anApp();
const ABSENT = '00000000-0000-4000-8000-000000000000';

const thumb = (thread_id: string, item_ids: unknown, kind = 'positive') => ({
  type: 'items.feedback',
  params: { thread_id, item_ids, kind },
});

const submission = (thread_id: string, item_id: string | undefined) => ({
  type: 'threads.add_structured_input',
  params: { thread_id, item_id, input: { status: 'answered', answers: { q: { values: ['red'] } } } },
});

test('items.feedback stores a thumb for each item of the own thread', async () => {
  const { call, user } = await app.signedIn();
  const { id, events } = await aThread(call, 'What can you do?');
  const ids = done(events).map((item) => item.id);
  expect(await expectStatus(await post(call, thumb(id, ids)), 200)).toEqual({});
  const rows = await user.db.select().from(feedback).where(eq(feedback.userId, user.userId));
  expect(rows.map(({ itemId, kind }) => ({ itemId, kind }))).toEqual(
    expect.arrayContaining(ids.map((itemId) => ({ itemId, kind: 'positive' }))),
  );
  expect(rows).toHaveLength(ids.length);
});

test('what is said or done to somebody else’s thread or item is answered 404 and leaves both as they were', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const [own, foreign] = [await aThread(a.call, 'Hello'), await aThread(b.call, 'Hello')];
  const [item] = await itemsOf(b.call, foreign.id);
  const before = [await rowsOf(a.user), await rowsOf(b.user)];
  const action = { type: 'press', payload: {} };
  const requests = [
    thumb(foreign.id, [item?.id]),
    thumb(own.id, [item?.id]),
    thumb(own.id, [done(own.events)[0]?.id, ABSENT]),
    submission(foreign.id, item?.id),
    submission(own.id, item?.id),
    { type: 'threads.add_client_tool_output', params: { thread_id: foreign.id, result: {} } },
    { type: 'threads.custom_action', params: { thread_id: foreign.id, action } },
    { type: 'threads.custom_action', params: { thread_id: own.id, item_id: item?.id, action } },
  ];
  for (const request of requests) await expectError(await post(a.call, request), 404, 'not_found');
  expect([await rowsOf(a.user), await rowsOf(b.user)]).toEqual(before);
});

test('a pending question is answered once: the turn goes on from it, and a second answer is a conflict', async () => {
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, 'Hello');
  const form = {
    ...{ type: 'structured_input', id: crypto.randomUUID(), thread_id: id, status: 'pending' },
    created_at: new Date().toISOString(),
    inputs: [{ type: 'freeform', id: 'q', question: 'Which colour?' }],
  };
  const row = { id: form.id, conversationId: id, userId: user.userId, kind: form.type, item: form };
  await user.db.insert(messages).values(row);
  const events = await turn(call, submission(id, form.id));
  expect(outline(events)).toContain('thread.item.done assistant_message');
  const stored = (await itemsOf(call, id)).find((item) => item.id === form.id);
  expect(stored).toMatchObject({ status: 'answered', inputs: [{ answer: { values: ['red'] } }] });
  await expectError(await post(call, submission(id, form.id)), 409, 'conflict');
});

test('characters that cannot be stored are refused wherever they stand, and leave nothing', async () => {
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, 'Hello');
  const before = await rowsOf(user);
  const tag = { type: 'input_tag', id: 't', text: 'Tag', data: { 'a\0': ['\uD800'] } };
  const tagged = { ...input('Hello'), content: [tag] };
  for (const request of [
    { type: 'threads.create', params: { input: tagged } },
    { type: 'threads.add_user_message', params: { thread_id: id, input: tagged } },
  ]) {
    await expectError(await post(call, request), 422, 'invalid_characters');
  }
  expect(await rowsOf(user)).toEqual(before);
});

test('a tool output that nothing waits for is a conflict, and files are not taken', async () => {
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, 'Hello');
  const before = await rowsOf(user);
  const output = { type: 'threads.add_client_tool_output', params: { thread_id: id, result: {} } };
  await expectError(await post(call, output), 409, 'conflict');
  const file = { type: 'attachments.create', params: { name: 'a.png', size: 1, mime_type: 'image/png' } };
  await expectError(await post(call, file), 400, 'attachments_not_supported');
  expect(await rowsOf(user)).toEqual(before);
});
