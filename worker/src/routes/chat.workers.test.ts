import { expect, inject, test } from 'vitest';
import { aTask, rowsOf } from '#dev/factories.ts';
import { fallSilent, refuse, say, script, call as toolCall } from '#dev/model/script-client.ts';
import { anApp, expectError, expectStatus, type TestApp } from '../testing/app.ts';
import { itemsOf } from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');

type Reply = {
  conversation_id: string;
  response: string;
  tool_calls: { tool: string; arguments: unknown }[];
};

const ask = (call: TestApp['call'], json: unknown) => call('/api/chat', { method: 'POST', json });

test('a message is answered whole, with its tool calls in their order', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'Buy groceries' });
  const message = "Add a meeting prep task, mark my grocery task as done, and show me what's left";
  const reply = await expectStatus<Reply>(await ask(call, { message }), 200);
  expect(reply.response).toMatch(/meeting prep/i);
  const tools = reply.tool_calls.map(({ tool }) => tool);
  expect(tools[0]).toBe('add_task');
  expect(tools.at(-1)).toBe('list_tasks');
  expect(tools).toContain('complete_task');
});

test('both doors keep one history', async () => {
  const { call } = await app.signedIn();
  const first = await expectStatus<Reply>(await ask(call, { message: "Add a task called 'Call mom'" }), 200);
  const conversation_id = first.conversation_id;
  const second = await expectStatus<Reply>(
    await ask(call, { message: 'Mark it done', conversation_id }),
    200,
  );
  expect(second.conversation_id).toBe(conversation_id);
  expect(second.tool_calls.at(-1)).toMatchObject({ tool: 'complete_task' });
  const items = await itemsOf(call, conversation_id);
  expect(items.filter(({ type }) => type === 'user_message')).toHaveLength(2);
});

test('an answer without tools has an empty list of calls', async () => {
  const { call } = await app.signedIn();
  const reply = await expectStatus<Reply>(await ask(call, { message: 'What can you do?' }), 200);
  expect(reply.tool_calls).toEqual([]);
});

test.each([
  ['blank', { message: ' ' }, 422, 'message_empty', 'Message cannot be empty'],
  ['too long', { message: 'x'.repeat(5_001) }, 422, 'message_too_long', undefined],
  [
    'to a conversation of nowhere',
    { message: 'Hi', conversation_id: crypto.randomUUID() },
    404,
    'not_found',
    'Conversation not found',
  ],
  [
    'to a malformed conversation',
    { message: 'Hi', conversation_id: 'x' },
    404,
    'not_found',
    'Conversation not found',
  ],
])('a message that is %s is refused and stores nothing', async (_, json, status, code, detail) => {
  const { call, user } = await app.signedIn();
  const before = await rowsOf(user);
  const said = await expectError(await ask(call, json), status, code);
  expect(said).toBe(detail ?? said);
  expect(await rowsOf(user)).toEqual(before);
});

test.each([
  { message: 'Hi', user_id: 'B' },
  { message: 'Hi', history: [] },
  { message: 'Hi', conversation_id: 7 },
  { message: 7 },
  {},
])('the body %j is refused field by field', async (json) => {
  const { call } = await app.signedIn();
  await expectError(await ask(call, json), 422, 'validation_error');
});

test('somebody else’s conversation is not found', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const { conversation_id } = await expectStatus<Reply>(
    await ask(b.call, { message: 'What can you do?' }),
    200,
  );
  const before = await rowsOf(b.user);
  await expectError(await ask(a.call, { message: 'Hi', conversation_id }), 404, 'not_found');
  expect(await rowsOf(b.user)).toEqual(before);
});

test('a model that is down is 503, and the message is kept as failed', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[refuse(500)], [refuse(500)]]);
  const detail = await expectError(await ask(call, { message: answer.mark }), 503, 'ai_unavailable');
  expect(detail).toBe('AI service temporarily unavailable');
  const rows = (await rowsOf(user))[5] as { kind: string; status: string }[];
  expect(rows.map(({ kind, status }) => [kind, status])).toEqual([['user_message', 'failed']]);
});

test('a model that refuses our key is 503 with the words for it', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[refuse(401)]]);
  const detail = await expectError(await ask(call, { message: answer.mark }), 503, 'ai_not_configured');
  expect(detail).toBe('AI service configuration error');
});

test('a model that falls silent is 504 after its limit', { timeout: 40_000 }, async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Hm'), fallSilent()]]);
  const detail = await expectError(await ask(call, { message: answer.mark }), 504, 'ai_timeout');
  expect(detail).toBe('AI response timed out');
});

test('a twenty-sixth change of one turn is refused in a sentence', async () => {
  const { call } = await app.signedIn();
  const calls = Array.from({ length: 26 }, (_, n) => toolCall('add_task', { title: `Task ${n}` }));
  const answer = await script(modelUrl, [calls, [say('All done.')]]);
  await expectError(await ask(call, { message: answer.mark }), 503, 'ai_unavailable');
  const tasks = await expectStatus<unknown[]>(await call('/api/tasks?limit=100'), 200);
  expect(tasks.length).toBeLessThanOrEqual(25);
});
