import { expect, inject, test } from 'vitest';
import { aTask, rowsOf } from '#dev/factories.ts';
import { say, script, call as toolCall } from '#dev/model/script-client.ts';
import { anApp, expectError } from '../testing/app.ts';
import { add, aThread, create, done, itemsOf, post, textOf } from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');
const ABSENT = '00000000-0000-4000-8000-000000000000';

test('somebody else’s thread is absent for every request, before the first byte, and stays as it is', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const { id } = await aThread(b.call, 'What can you do?');
  const [item] = await itemsOf(b.call, id);
  const own = await aThread(a.call, 'What can you do?');
  const before = await rowsOf(b.user);
  const requests = (thread_id: string) => [
    { type: 'threads.get_by_id', params: { thread_id } },
    { type: 'items.list', params: { thread_id } },
    { type: 'threads.update', params: { thread_id, title: 'Mine' } },
    { type: 'threads.delete', params: { thread_id } },
    { type: 'threads.stop', params: { thread_id, turn_id: ABSENT } },
    { type: 'threads.retry_after_item', params: { thread_id, item_id: item?.id } },
    add(thread_id, 'Hello'),
  ];
  for (const thread of [id, ABSENT, 'thr_000', '%00']) {
    const { call } = await app.signedIn();
    for (const request of requests(thread)) await expectError(await post(call, request), 404, 'not_found');
  }
  const stolen = { type: 'threads.retry_after_item', params: { thread_id: own.id, item_id: item?.id } };
  await expectError(await post(a.call, stolen), 404, 'not_found');
  expect(await itemsOf(a.call, own.id)).toEqual(done(own.events));
  expect(await rowsOf(b.user)).toEqual(before);
});

test('a request without a token, or with a bad one, is refused before anything else', async () => {
  await expectError(await post(app.call, create('Hello')), 401, 'not_authenticated');
  const bad = await app.call('/api/chatkit', {
    method: 'POST',
    json: create('Hello'),
    headers: { authorization: 'Bearer a.b.c' },
  });
  await expectError(bad, 401, 'invalid_token');
});

test.each([
  ['an empty object', {}, 400, 'invalid_request'],
  ['an unknown type', { type: 'threads.explode', params: {} }, 400, 'invalid_request'],
  [
    'no content',
    { type: 'threads.create', params: { input: { ...create('').params.input, content: [] } } },
    422,
    'message_empty',
  ],
  ['a blank text', create('  '), 422, 'message_empty'],
  ['5,001 characters', create('x'.repeat(5_001)), 422, 'message_too_long'],
  ['a NUL', create('a\u0000'), 422, 'invalid_characters'],
  [
    'an attachment',
    { type: 'threads.create', params: { input: { ...create('x').params.input, attachments: ['atc_x'] } } },
    400,
    'attachments_not_supported',
  ],
  [
    'a model of its choice',
    {
      type: 'threads.create',
      params: { input: { ...create('x').params.input, inference_options: { model: 'gpt-expensive' } } },
    },
    400,
    'invalid_request',
  ],
  ['a limit out of range', { type: 'threads.list', params: { limit: 101 } }, 400, 'invalid_request'],
  ['a cursor of nowhere', { type: 'threads.list', params: { after: ABSENT } }, 400, 'invalid_cursor'],
])('a request with %s is refused and leaves nothing', async (_, json, status, code) => {
  const { call, user } = await app.signedIn();
  const before = await rowsOf(user);
  const response = await post(call, json);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, detail: expect.any(String) });
  expect(await rowsOf(user)).toEqual(before);
});

test('5,000 astral characters are one message', async () => {
  const { call } = await app.signedIn();
  const text = '😀'.repeat(5_000);
  const { events } = await aThread(call, text);
  expect(textOf(done(events)[0])).toBe(text);
});

test('turns are limited per user, and the answer says when to come back', async () => {
  const { call } = await app.signedIn();
  const nowhere = add(ABSENT, 'Hello');
  let response = await post(call, nowhere);
  for (let n = 1; n <= 20 && response.status === 404; n += 1) response = await post(call, nowhere);
  expect(['10', '60']).toContain(response.headers.get('retry-after'));
  await expectError(response, 429, 'rate_limited');
});

test('the tools act for the token’s user, whatever the model sends', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const task = await aTask(b.user, { title: 'Secret of B' });
  const before = await rowsOf(b.user);
  const answer = await script(modelUrl, [
    [toolCall('list_tasks', { user_id: b.user.userId })],
    [toolCall('delete_task', { task_id: task.id })],
    [toolCall('list_tasks', {})],
    [say('Done.')],
  ]);
  const { events } = await aThread(a.call, answer.mark);
  expect(JSON.stringify(events)).not.toContain('Secret of B');
  expect(JSON.stringify(await answer.requests())).not.toContain('Secret of B');
  expect(await rowsOf(b.user)).toEqual(before);
});
