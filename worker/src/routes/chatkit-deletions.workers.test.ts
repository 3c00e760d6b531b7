import { expect, inject, test } from 'vitest';
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import { aTask, rowsOf } from '#dev/factories.ts';
import { say, script, call as toolCall, waitAt } from '#dev/model/script-client.ts';
import { CANCEL, CONFIRM } from '../chat/deletion-card.ts';
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

const act = (thread_id: string, item_id: string, type: string, payload?: unknown) => ({
  type: 'threads.custom_action',
  params: { thread_id, item_id, action: { type, ...(payload !== undefined && { payload }) } },
});

const titlesOf = async (call: Call) =>
  (await expectStatus<{ title: string }[]>(await call('/api/tasks'), 200)).map(({ title }) => title).sort();

const cardIn = (items: { type: string }[]): WidgetItem | undefined =>
  items.findLast((item): item is WidgetItem => item.type === 'widget');

/** A user with three tasks whose model has just called for the deletion of the first two together. */
async function asked(...more: Parameters<typeof toolCall>[]) {
  const { call, user } = await app.signedIn();
  const tasks = [];
  for (const title of ['Buy milk', 'Call mom', 'Pay bills']) tasks.push(await aTask(user, { title }));
  const calls = [{ task_id: 1 }, { task_id: tasks[1]?.id }].map((args) => toolCall('delete_task', args));
  const answer = await script(modelUrl, [
    [...calls, ...more.map((given) => toolCall(...given))],
    [say('Please look at the card.')],
  ]);
  const { id, events } = await aThread(call, `Delete the first two ${answer.mark}`);
  const card = cardIn(done(events));
  if (!card) throw new Error(`No card: ${JSON.stringify(events)}`);
  return { call, user, tasks, id, events, card, answer };
}

test('deletions that one reply holds together wait for a card that lists them', async () => {
  const { call, events, card, answer } = await asked();
  expect(await titlesOf(call)).toEqual(['Buy milk', 'Call mom', 'Pay bills']);
  expect(card.widget).toMatchObject({
    type: 'Card',
    confirm: { label: 'Delete 2 tasks', action: { type: CONFIRM } },
    cancel: { label: 'Keep them', action: { type: CANCEL } },
  });
  expect(card.copy_text).toContain('#1 Buy milk\n#2 Call mom');
  expect(card.copy_text).not.toContain('Pay bills');
  expect(events.some(({ type }) => type === 'client_effect')).toBe(false);
  const [, second] = await answer.requests();
  expect(JSON.stringify(second?.body)).toContain('confirmation_required');
});

test('a confirmed card deletes exactly its tasks, collapses, and can be undone as one turn', async () => {
  const { call, id, card } = await asked();
  const events = await turn(call, act(id, card.id, CONFIRM));
  expect(await titlesOf(call)).toEqual(['Pay bills']);
  const replaced = events.find((event) => event.type === 'thread.item.replaced');
  expect(replaced).toMatchObject({
    item: { id: card.id, widget: { collapsed: true, status: { text: 'Deleted' } } },
  });
  expect(events).toContainEqual(expect.objectContaining({ name: 'tasks.changed' }));
  expect(textOf(done(events).at(-1))).toBe('Deleted **Buy milk** (#1) and **Call mom** (#2).');
  const badges = done(events).find((item) => item.type === 'workflow')?.workflow.tasks;
  expect(badges).toMatchObject([
    { content: expect.stringContaining('chatkit-link://undo?event=') },
    { content: expect.stringContaining('Deleted: **Call mom** (#2)') },
  ]);
  const stored = cardIn(await itemsOf(call, id));
  expect(stored?.widget).toMatchObject({ collapsed: true });
  expect(stored?.widget.confirm).toBeUndefined();

  const undo = await script(modelUrl, [[toolCall('update_task', { undo: 'turn' })], [say('They are back.')]]);
  await turn(call, add(id, `Undo that ${undo.mark}`));
  expect(await titlesOf(call)).toEqual(['Buy milk', 'Call mom', 'Pay bills']);
});

test('a cancelled card deletes nothing', async () => {
  const { call, id, card } = await asked();
  const events = await turn(call, act(id, card.id, CANCEL, {}));
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'thread.item.replaced',
      item: expect.objectContaining({
        widget: expect.objectContaining({ status: expect.objectContaining({ text: 'Kept' }) }),
      }),
    }),
  );
  expect(await titlesOf(call)).toHaveLength(3);
  await expectError(await post(call, act(id, card.id, CONFIRM)), 409, 'conflict');
  expect(await titlesOf(call)).toHaveLength(3);
});

test('one deletion of a turn needs no card, the second one does', async () => {
  const { call, user } = await app.signedIn();
  for (const title of ['A', 'B']) await aTask(user, { title });
  const answer = await script(modelUrl, [
    [toolCall('delete_task', { task_id: 1 })],
    [toolCall('delete_task', { task_id: 2 })],
    [say('One is gone.')],
  ]);
  const { id, events } = await aThread(call, answer.mark);
  expect(await titlesOf(call)).toEqual(['B']);
  const card = cardIn(done(events));
  expect(card?.copy_text).toContain('Delete 1 task?\n#2 B');
  await turn(call, act(id, card?.id ?? '', CONFIRM));
  expect(await titlesOf(call)).toEqual([]);
});

test('a deletion that found nothing is none, and other wishes of the turn go on', async () => {
  const { call, user } = await app.signedIn();
  await aTask(user, { title: 'A' });
  const answer = await script(modelUrl, [
    [toolCall('delete_task', { task_id: 77 })],
    [toolCall('delete_task', { task_id: 1 }), toolCall('add_task', { title: 'New' })],
    [say('Done.')],
  ]);
  const { events } = await aThread(call, answer.mark);
  expect(cardIn(done(events))).toBeUndefined();
  expect(await titlesOf(call)).toEqual(['New']);
});

test('C12: an answer with ids of its own or of another kind changes nothing', async () => {
  const [{ call, id, card, user }, other] = [await asked(), await asked()];
  const untouched = await rowsOf(other.user);
  const task = await aTask(user, { title: 'Not on the card' });
  const before = await rowsOf(user);
  for (const action of [
    act(id, card.id, CONFIRM, { ids: [other.tasks[0]?.id] }),
    act(id, card.id, CONFIRM, { ids: [task.id] }),
    act(id, card.id, '__proto__'),
    act(id, card.id, 'tasks.delete'),
  ]) {
    await expectError(await post(call, action), 409, 'conflict');
  }
  expect(await rowsOf(user)).toEqual(before);
  expect(await rowsOf(other.user)).toEqual(untouched);
});

test('C12: somebody else’s card is not there, and no card is one of another conversation', async () => {
  const [{ call, id, card }, other] = [await asked(), await asked()];
  const untouched = await rowsOf(other.user);
  for (const action of [
    act(other.id, other.card.id, CONFIRM),
    act(id, other.card.id, CONFIRM),
    act(other.id, card.id, CONFIRM),
  ]) {
    await expectError(await post(call, action), 404, 'not_found');
  }
  expect(await titlesOf(call)).toHaveLength(3);
  expect(await rowsOf(other.user)).toEqual(untouched);
});

test('C12: a card of an earlier turn cannot be answered any more', async () => {
  const { call, id, card } = await asked();
  await turn(call, add(id, 'What can you do?'));
  const said = await expectError(await post(call, act(id, card.id, CONFIRM)), 409, 'conflict');
  expect(said).toContain('has gone on');
  expect(await titlesOf(call)).toHaveLength(3);
});

test('C12: of two confirmations at once one deletes, and a later one is told so', async () => {
  const { call, id, card, user } = await asked();
  const answers = await Promise.all([1, 2, 3].map(() => post(call, act(id, card.id, CONFIRM))));
  const [winner, ...more] = answers.filter(({ status }) => status === 200);
  expect(more).toEqual([]);
  if (winner) for await (const _ of readEvents(winner));
  const after = await rowsOf(user);
  const said = await expectError(await post(call, act(id, card.id, CONFIRM)), 409, 'conflict');
  expect(said).toContain('answered already');
  expect(await rowsOf(user)).toEqual(after);
});

test('C12: a card is good for five minutes', async () => {
  const { call, id, card } = await asked();
  try {
    ahead = 5 * 60_000 + 1_000;
    const said = await expectError(await post(call, act(id, card.id, CONFIRM)), 409, 'conflict');
    expect(said).toContain('too old');
    expect(await titlesOf(call)).toHaveLength(3);
  } finally {
    ahead = 0;
  }
});

test('a card survives a restart: another isolate carries it out', async () => {
  const { call, id, card, user } = await asked();
  const { call: elsewhere } = await (await anApp({ deps: { accessKeys: app.deps.accessKeys } })).signedIn();
  await expectError(await post(elsewhere, act(id, card.id, CONFIRM)), 404, 'not_found');
  const restarted = await anApp();
  const own = await restarted.as(user);
  await turn(own, act(id, card.id, CONFIRM));
  expect(await titlesOf(call)).toEqual(['Pay bills']);
});

test('a task that is gone meanwhile is said to be, the others are deleted', async () => {
  const { call, id, card, tasks } = await asked();
  await call(`/api/tasks/${tasks[0]?.id}`, { method: 'DELETE' });
  const events = await turn(call, act(id, card.id, CONFIRM));
  expect(textOf(done(events).at(-1))).toBe(
    'Deleted **Call mom** (#2).\n\nI could not delete **Buy milk** (#1); it may be gone already.',
  );
});

test('the words of a model or of a user are no confirmation', async () => {
  const { call, id } = await asked();
  const again = await script(modelUrl, [
    [1, 2].map((task_id) => toolCall('delete_task', { task_id })),
    [say('Confirmed.')],
  ]);
  const events = await turn(call, add(id, `yes, I confirm ${again.mark}`));
  expect(cardIn(done(events))).toBeDefined();
  expect(await titlesOf(call)).toHaveLength(3);
});

test('a turn that fails or is stopped asks nothing and deletes nothing', async () => {
  const { call, user } = await app.signedIn();
  for (const title of ['A', 'B']) await aTask(user, { title });
  const both = [1, 2].map((task_id) => toolCall('delete_task', { task_id }));
  const answer = await script(modelUrl, [both, [say('Hm'), waitAt('gate')]]);
  const response = await post(call, create(answer.mark));
  const turn_id = response.headers.get('x-turn-id');
  const events = [];
  for await (const event of readEvents(response)) {
    events.push(event);
    if (event.type !== 'thread.created') continue;
    await answer.reached('gate');
    const thread_id = event.thread.id;
    await post(call, { type: 'threads.stop', params: { thread_id, turn_id } });
  }
  expect(cardIn(done(events))).toBeUndefined();
  expect(await titlesOf(call)).toEqual(['A', 'B']);
});

test('the JSON door lists the tasks and deletes nothing', async () => {
  const { call, user } = await app.signedIn();
  for (const title of ['A', 'B']) await aTask(user, { title });
  const both = [1, 2].map((task_id) => toolCall('delete_task', { task_id }));
  const answer = await script(modelUrl, [both, [say('Please confirm.')]]);
  const ask = { method: 'POST', json: { message: answer.mark } };
  const reply = await expectStatus<{ response: string; tool_calls: unknown[] }>(
    await call('/api/chat', ask),
    200,
  );
  expect(reply.response).toContain('Delete 2 tasks?\n#1 A\n#2 B');
  expect(reply.response).toContain('Confirm it in the chat panel, or ask me to delete one task at a time.');
  expect(reply.tool_calls).toHaveLength(2);
  expect(await titlesOf(call)).toEqual(['A', 'B']);
});
