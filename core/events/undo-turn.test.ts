import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { aTask, aUser, rowsOf, type TestUser } from '#dev/factories.ts';
import { connect } from '../db/client.ts';
import { tasks } from '../db/tables/tasks.ts';
import { TURN } from '../limits.ts';
import { addTask, changeTask, completeTask, deleteTask, getTask, listTasks } from '../tasks/tasks.ts';
import { undoEvent, undoLastTurn, undoTurn } from './undo.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const inTurn = (user: TestUser, conversationId: string = crypto.randomUUID()) => ({
  ...user,
  actor: 'chat',
  conversationId,
  turnId: crypto.randomUUID(),
});

/** All of the user's tasks, without the version, which never goes back. */
async function contentOf({ userId }: TestUser) {
  const rows = await db.select().from(tasks).where(eq(tasks.userId, userId)).orderBy(tasks.number);
  return rows.map(({ version: _, ...content }) => content);
}

const titlesOf = async (user: TestUser) => (await listTasks(user, {})).tasks.map(({ title }) => title);

test('a turn is undone as a whole: what it added, changed more than once, completed and deleted', async () => {
  const user = await aUser(db);
  for (const title of ['a', 'b', 'c']) await aTask(user, { title });
  const before = await contentOf(user);
  const turn = inTurn(user);
  await addTask(turn, { title: 'new' });
  await changeTask(turn, '4', { title: 'newer' });
  await changeTask(turn, '1', { title: 'a1', tags: ['x'] });
  await completeTask(turn, '1', true);
  await deleteTask(turn, '1');
  await completeTask(turn, '2');
  const changes = await undoTurn(user, turn.turnId);
  expect(await contentOf(user)).toEqual(before);
  expect(changes.map(({ task, gone }) => [task.number, task.title, gone])).toEqual(
    [
      [2, 'b', false],
      [1, 'a', false],
      [4, 'newer', true],
    ].map(([number, title, gone]) => [number, number === 4 ? expect.any(String) : title, gone]),
  );
  expect(await getTask(user, '1')).toMatchObject({ version: 4 });
});

test('when one task of a turn was changed since, none is undone', async () => {
  const user = await aUser(db);
  const turn = inTurn(user);
  await addTask(turn, { title: 'a' });
  await addTask(turn, { title: 'b' });
  await changeTask(user, '1', { title: 'mine' });
  const before = await rowsOf(user);
  await expect(undoTurn(user, turn.turnId)).rejects.toMatchObject({ code: 'conflict' });
  expect(await rowsOf(user)).toEqual(before);
});

test('a change from elsewhere between two of the turn is a conflict too', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { title: 'a' });
  const turn = inTurn(user);
  await changeTask(turn, id, { title: 'b' });
  await changeTask(user, id, { description: 'mine' });
  await changeTask(turn, id, { title: 'c' });
  const before = await rowsOf(user);
  await expect(undoTurn(user, turn.turnId)).rejects.toMatchObject({ code: 'conflict' });
  expect(await rowsOf(user)).toEqual(before);
});

test('what was undone by itself is left out of the turn, and a turn is undone once', async () => {
  const user = await aUser(db);
  const turn = inTurn(user);
  const { undo } = await addTask(turn, { title: 'a' });
  await addTask(turn, { title: 'b' });
  await undoEvent(user, undo ?? '');
  expect(await undoTurn(user, turn.turnId)).toMatchObject([{ task: { title: 'b' }, gone: true }]);
  expect(await titlesOf(user)).toEqual([]);
  await expect(undoTurn(user, turn.turnId)).rejects.toMatchObject({
    code: 'conflict',
    message: 'This was undone already; nothing was changed',
  });
});

test('a turn that took back its own change has nothing to undo', async () => {
  const user = await aUser(db);
  const turn = inTurn(user);
  const { undo } = await addTask(turn, { title: 'a' });
  await undoEvent(turn, undo ?? '');
  await expect(undoTurn(user, turn.turnId)).rejects.toMatchObject({ code: 'conflict' });
  expect(await titlesOf(user)).toEqual([]);
});

test('"undo that" takes back the newest turn of this conversation, said again the one before it', async () => {
  const user = await aUser(db);
  const conversation = crypto.randomUUID();
  const say = () => inTurn(user, conversation);
  await addTask(say(), { title: 'first' });
  await addTask(say(), { title: 'second' });
  await addTask(inTurn(user), { title: 'elsewhere' });
  await aTask(user, { title: 'by hand' });
  const undo = async () => {
    await undoLastTurn(say());
    return titlesOf(user);
  };
  expect(await undo()).toEqual(['by hand', 'elsewhere', 'first']);
  expect(await undo()).toEqual(['by hand', 'elsewhere']);
  await expect(undo()).rejects.toMatchObject({ code: 'not_found' });
  const turn = say();
  await addTask(turn, { title: 'third' });
  await undoLastTurn(turn);
  expect(await titlesOf(user)).toEqual(['by hand', 'elsewhere']);
});

test('an undone turn comes back when its undoing is undone, and can be undone again', async () => {
  const user = await aUser(db);
  const turn = inTurn(user);
  await addTask(turn, { title: 'a' });
  await changeTask(turn, '1', { title: 'b' });
  const after = await contentOf(user);
  const back = inTurn(user, turn.conversationId);
  await undoTurn(back, turn.turnId);
  await undoTurn(user, back.turnId);
  expect(await contentOf(user)).toEqual(after);
  await undoTurn(user, turn.turnId);
  expect(await contentOf(user)).toEqual([]);
});

test('outside a conversation there is no turn to undo', async () => {
  const user = await aUser(db);
  await aTask(user);
  await expect((async () => undoLastTurn(user))()).rejects.toMatchObject({ code: 'invalid_request' });
  expect(await titlesOf(user)).toEqual(['Buy milk']);
});

test('M10: the 26th change of a turn is refused, whatever it is, and changes nothing', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user);
  const turn = inTurn(user);
  for (let i = 0; i < TURN.changes; i += 1) await changeTask(turn, id, { title: `${i}` });
  const before = await rowsOf(user);
  const attempts = [
    () => addTask(turn, { title: 'x' }),
    () => changeTask(turn, id, { title: 'x' }),
    () => completeTask(turn, id),
    () => deleteTask(turn, id),
  ];
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'limit_reached',
      message: 'A turn can make at most 25 changes; nothing was changed',
    });
  }
  await expect(deleteTask(turn, '99')).rejects.toMatchObject({ code: 'not_found' });
  expect((await changeTask(turn, id, { title: '24' })).undo).toBeNull();
  expect(await rowsOf(user)).toEqual(before);
  // The next turn may change things again, and a full turn can be undone, in itself or later.
  await addTask(inTurn(user, turn.conversationId), { title: 'y' });
  expect(await undoTurn(turn, turn.turnId)).toMatchObject([{ task: { title: 'Buy milk', version: 27 } }]);
});

test('of changes made at the same time no more than 25 get into a turn', async () => {
  const user = await aUser(db);
  const turn = inTurn(user);
  const all = Array.from({ length: 30 }, (_, i) => addTask(turn, { title: `${i}` }));
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
  expect(await listTasks(user, {})).toMatchObject({ total: 25 });
});
