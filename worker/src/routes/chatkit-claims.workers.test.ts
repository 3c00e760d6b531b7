import { expect, inject, test } from 'vitest';
import { aTask } from '#dev/factories.ts';
import { say, script, call as toolCall } from '#dev/model/script-client.ts';
import { anApp, expectStatus } from '../testing/app.ts';
import { add, aThread, done, itemsOf, turn } from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');

test('X08: a claim without a call is flagged at once and after a reload, and tells the page of no change', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'Buy milk' });
  const answer = await script(modelUrl, [[say('Done, I deleted ', '**Buy milk** (#1).')]]);
  const { id, events } = await aThread(call, `Delete buy milk ${answer.mark}`);
  const notice = events.find((event) => event.type === 'notice');
  expect(notice).toMatchObject({ level: 'warning', message: expect.stringContaining('a task was deleted') });
  expect(events.some(({ type }) => type === 'client_effect')).toBe(false);
  expect((await itemsOf(call, id)).at(-1)).toMatchObject({
    type: 'workflow',
    workflow: { expanded: true, summary: { title: 'Not confirmed' } },
  });
  // The next model call knows of it, too.
  const next = await script(modelUrl, [[say('I am sorry.')]]);
  await turn(call, add(id, next.mark));
  expect(JSON.stringify((await next.requests())[0]?.body)).toContain('no such change was made');
});

test('X08: a claim about another task than the one that was changed is flagged', async () => {
  const { call, user } = await app.signedIn();
  for (const title of ['A', 'B']) await aTask(user, { title });
  const answer = await script(modelUrl, [
    [toolCall('delete_task', { task_id: 1 })],
    [say('Deleted **B** (#2).')],
  ]);
  const { events } = await aThread(call, answer.mark);
  expect(events.filter(({ type }) => type === 'notice')).toHaveLength(1);
});

test('what was claimed and done, and what was not claimed, is not flagged', async () => {
  const { call } = await app.signedIn();
  const { id, events } = await aThread(call, "Add a task called 'Buy milk'");
  const more = [];
  for (const text of ['Mark it as done', 'undo that', 'What can you do?', 'delete task 7']) {
    more.push(...(await turn(call, add(id, text))));
  }
  expect([...events, ...more].filter(({ type }) => type === 'notice')).toEqual([]);
  expect(done(more).length).toBeGreaterThan(4);
});

test('the JSON door says it in its answer', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('I have added it.')]]);
  const asked = await call('/api/chat', { method: 'POST', json: { message: answer.mark } });
  const { response } = await expectStatus<{ response: string }>(asked, 200);
  expect(response).toMatch(/^I have added it\.\n\nThe answer above says that a task was added, but/);
});
