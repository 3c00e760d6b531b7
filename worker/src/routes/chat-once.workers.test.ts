import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { conversations } from '#core/db/tables/conversations.ts';
import { idempotency } from '#core/db/tables/limits.ts';
import { rowsOf, type TestUser } from '#dev/factories.ts';
import { refuse, say, script, call as toolCall, waitAt } from '#dev/model/script-client.ts';
import { anApp, expectError, expectStatus } from '../testing/app.ts';
import {
  add,
  aThread,
  type Call,
  create,
  done,
  itemsOf,
  post,
  readEvents,
  textOf,
  turn,
} from '../testing/chat.ts';

let ahead = 0;
const app = await anApp({ deps: { now: () => new Date(Date.now() + ahead) } });
const modelUrl = inject('modelUrl');

const keyed = (request: object, key: unknown = crypto.randomUUID()) => ({
  ...request,
  metadata: { idempotency_key: key },
});

const threadsOf = ({ db, userId }: TestUser) =>
  db.select().from(conversations).where(eq(conversations.userId, userId));

const ask = (call: Call, json: unknown, key: string) =>
  call('/api/chat', { method: 'POST', json, headers: { 'idempotency-key': key } });

test('C06: the same first message twice is one thread, one message and one run of the model', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[toolCall('add_task', { title: 'Once' })], [say('Added.')]]);
  const request = keyed(create(answer.mark));
  const first = await turn(call, request);
  const before = await rowsOf(user);
  const response = await post(call, request);
  expect(response.headers.get('idempotent-replayed')).toBe('true');
  const again = [];
  for await (const event of readEvents(response)) again.push(event);
  expect(again[0]).toEqual(first[0]);
  expect(done(again)).toEqual(done(first));
  expect(await rowsOf(user)).toEqual(before);
  expect(await answer.requests()).toHaveLength(2);

  const other = keyed(create('Something else'), request.metadata.idempotency_key);
  await expectError(await post(call, other), 422, 'idempotency_mismatch');
  expect(await threadsOf(user)).toHaveLength(1);
});

test('C06: while the first request runs, the same one is told to wait', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Half'), waitAt('gate'), say(' and whole')]]);
  const request = keyed(create(answer.mark));
  const running = await post(call, request);
  await answer.reached('gate');
  const second = await post(call, request);
  expect(second.headers.get('retry-after')).toBe('1');
  await expectError(second, 409, 'idempotency_in_progress');
  await answer.open('gate');
  for await (const _ of readEvents(running));
  expect(textOf(done(await turn(call, request)).at(-1))).toBe('Half and whole');
  expect(await threadsOf(user)).toHaveLength(1);
});

test('C06: of the same request several times at once, one begins', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Hello')]]);
  const request = keyed(create(answer.mark));
  const responses = await Promise.all([1, 2, 3, 4].map(() => post(call, request)));
  for (const response of responses) {
    expect([200, 409]).toContain(response.status);
    if (response.status === 200) for await (const _ of readEvents(response));
  }
  expect(await threadsOf(user)).toHaveLength(1);
  expect(await answer.requests()).toHaveLength(1);
});

test('a later message is repeated once as well, with what followed it left out', async () => {
  const { call } = await app.signedIn();
  const { id } = await aThread(call, 'What can you do?');
  const request = keyed(add(id, 'Show my tasks'));
  const first = await turn(call, request);
  await turn(call, add(id, 'Thanks'));
  const before = await itemsOf(call, id);
  const again = await turn(call, request);
  expect(again.map(({ type }) => type)).not.toContain('thread.created');
  expect(done(again)).toEqual(done(first));
  expect(await itemsOf(call, id)).toEqual(before);
});

test('F03: when the answer to the first batch was lost, the same key finds the thread', async () => {
  const { call, user } = await app.signedIn();
  const request = keyed(create('What can you do?'));
  await turn(call, request);
  const [thread] = await threadsOf(user);
  // As if the isolate had died behind its first batch, more than a minute ago.
  const turnAt = new Date(Date.now() - 61_000);
  const [key] = await user.db.select().from(idempotency).where(eq(idempotency.userId, user.userId));
  const { turn: turnId } = Object(key?.response);
  await user.db.update(conversations).set({ turnId, turnAt }).where(eq(conversations.userId, user.userId));
  const [created] = await turn(call, request);
  expect(created).toMatchObject({ type: 'thread.created', thread: { id: thread?.id } });
  expect(await threadsOf(user)).toHaveLength(1);
});

test('a key is its user’s own, holds for a day, and has a form', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const request = keyed(create('What can you do?'));
  for (const { call } of [a, b]) await turn(call, request);
  expect(await threadsOf(b.user)).toHaveLength(1);
  try {
    ahead = 24 * 3_600_000 + 1_000;
    const later = await app.as(a.user);
    await turn(later, request);
  } finally {
    ahead = 0;
  }
  expect(await threadsOf(a.user)).toHaveLength(2);
  for (const key of ['short', 7, { a: 1 }, 'x'.repeat(65)]) {
    await expectError(await post(b.call, keyed(create('Hi'), key)), 400, 'invalid_idempotency_key');
  }
});

test('a refused message leaves no key', async () => {
  const { call, user } = await app.signedIn();
  const request = keyed(create(' '));
  await expectError(await post(call, request), 422, 'message_empty');
  await expectError(await post(call, keyed(add(crypto.randomUUID(), 'Hi'))), 404, 'not_found');
  expect(await user.db.select().from(idempotency).where(eq(idempotency.userId, user.userId))).toEqual([]);
});

test('the JSON door answers a repeated request as the first one, and another with the key by 422', async () => {
  const { call, user } = await app.signedIn();
  const key = crypto.randomUUID();
  const json = { message: "Add a task called 'Once'" };
  const first = await expectStatus(await ask(call, json, key), 200);
  const before = await rowsOf(user);
  const again = await ask(call, json, key);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await expectStatus(again, 200)).toEqual(first);
  expect(await rowsOf(user)).toEqual(before);
  await expectError(await ask(call, { message: 'Other' }, key), 422, 'idempotency_mismatch');
});

test('the JSON door tries a failed message again, without storing it twice', async () => {
  const { call, user } = await app.signedIn();
  const key = crypto.randomUUID();
  const answer = await script(modelUrl, [[refuse(500)], [refuse(500)], [say('At last.')]]);
  await expectError(await ask(call, { message: answer.mark }, key), 503, 'ai_unavailable');
  const reply = await expectStatus<{ response: string; conversation_id: string }>(
    await ask(call, { message: answer.mark }, key),
    200,
  );
  expect(reply.response).toBe('At last.');
  const [thread] = await threadsOf(user);
  expect(reply.conversation_id).toBe(thread?.id);
  const items = await itemsOf(call, reply.conversation_id);
  expect(items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
});
