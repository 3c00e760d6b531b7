import { expect, inject, test } from 'vitest';
import { aTask } from '#dev/factories.ts';
import { say, script, call as toolCall } from '#dev/model/script-client.ts';
import { anApp, expectStatus } from '../testing/app.ts';
import { add, aThread, type Call, done, textOf, turn } from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');

const titlesOf = async (call: Call) =>
  (await expectStatus<{ title: string }[]>(await call('/api/tasks'), 200)).map(({ title }) => title).sort();

const badgesIn = (items: ReturnType<typeof done>) =>
  items.flatMap((item) => (item.type === 'workflow' ? item.workflow.tasks : []));

test('a badge says what has changed and links to its undo; one that changed nothing has no link', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'Old *name*' });
  const answer = await script(modelUrl, [
    [toolCall('update_task', { task_id: 1, title: '[x](https://evil.example)' })],
    [toolCall('list_tasks', {}), toolCall('update_task', { task_id: 9, title: 'No' })],
    [say('Renamed.')],
  ]);
  const { events } = await aThread(call, answer.mark);
  const [renamed, listed, failed] = badgesIn(done(events)).map(
    (task) => ('content' in task && task.content) || '',
  );
  const event = /chatkit-link:\/\/undo\?event=([0-9a-f-]{36})\)/.exec(renamed ?? '')?.[1];
  expect(renamed).toContain('- title: Old \\*name\\* → \\[x\\]\\(https\\:\\/\\/evil\\.example\\)');
  for (const other of [listed, failed]) expect(other).not.toContain('chatkit-link');
  await expectStatus(await call(`/api/events/${event}/undo`, { method: 'POST' }), 200);
  expect(await titlesOf(call)).toEqual(['Old *name*']);
});

test('"undo that" takes back what the last turn did, all of it, and says so', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'Stays' });
  const answer = await script(modelUrl, [
    [toolCall('add_task', { title: 'One' }), toolCall('add_task', { title: 'Two' })],
    [say('Added both.')],
  ]);
  const { id } = await aThread(call, answer.mark);
  await turn(call, add(id, 'Show my tasks'));
  const events = await turn(call, add(id, 'undo that'));
  expect(textOf(done(events).at(-1))).toMatch(/^Undone: .*\*\*(One|Two)\*\*.* are as before\.$/);
  expect(badgesIn(done(events))).toMatchObject([
    { title: 'Update task', content: expect.stringContaining('undo') },
  ]);
  expect(await titlesOf(call)).toEqual(['Stays']);
});

test('what was changed since is left alone, and the answer says why', async () => {
  const { call } = await app.signedIn();
  const { id } = await aThread(call, "Add a task called 'One'");
  const [task] = await expectStatus<{ id: string }[]>(await call('/api/tasks'), 200);
  await expectStatus(
    await call(`/api/tasks/${task?.id}`, { method: 'PUT', json: { title: 'Renamed since' } }),
    200,
  );
  const events = await turn(call, add(id, 'Undo that'));
  expect(textOf(done(events).at(-1))).toContain('changed elsewhere in the meantime');
  expect(await titlesOf(call)).toEqual(['Renamed since']);
});

test('in a conversation without changes there is nothing to undo', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'Made elsewhere' });
  const { events } = await aThread(call, 'Undo that');
  expect(textOf(done(events).at(-1))).toBe('There is no change to take back in this chat.');
  expect(await titlesOf(call)).toEqual(['Made elsewhere']);
});

test('the local model deletes several tasks through the card', async () => {
  const { call, user } = await app.signedIn();
  for (const title of ['One', 'Two', 'Three']) await aTask(user, { title });
  const { id, events } = await aThread(call, 'Delete tasks 1 and 2');
  const items = done(events);
  const card = items.at(-1);
  expect(items.map(textOf).join('')).toContain('Please confirm it in the card below');
  expect(card).toMatchObject({ type: 'widget', copy_text: expect.stringContaining('#1 One\n#2 Two') });
  const action = { type: 'tasks.delete.confirm' };
  await turn(call, { type: 'threads.custom_action', params: { thread_id: id, item_id: card?.id, action } });
  expect(await titlesOf(call)).toEqual(['Three']);
});
