import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { aTask, aUser, manyTasks, rowsOf, type TestUser } from '#dev/factories.ts';
import type { Context } from '../context.ts';
import { connect, metered, newMeter } from '../db/client.ts';
import { taskEvents, tasks } from '../db/tables/tasks.ts';
import { users } from '../db/tables/users.ts';
import type { TaskChange } from '../tasks/schema.ts';
import { addTask, changeTask, completeTask, deleteTask, getTask, listTasks } from '../tasks/tasks.ts';
import { undoEvent, undoLastTurn, undoTurn } from './undo.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const tasksOf = (user: Context) =>
  db.select().from(tasks).where(eq(tasks.userId, user.userId)).orderBy(tasks.number);
const eventsOf = (user: Context) =>
  db.select().from(taskEvents).where(eq(taskEvents.userId, user.userId)).orderBy(taskEvents.seq);

/** A turn of a conversation, as the chat makes it. */
const inTurn = (user: TestUser, conversationId: string = crypto.randomUUID()) => ({
  ...user,
  actor: 'chat',
  conversationId,
  turnId: crypto.randomUUID(),
});

/** The id under which a change can be undone. */
async function undoOf(change: Promise<{ undo: string | null }>): Promise<string> {
  const { undo } = await change;
  if (undo === null) throw new Error('nothing was changed');
  return undo;
}

test('each change writes one event: who, where, and the whole task before and after', async () => {
  const user = await aUser(db);
  const ctx = { ...inTurn(user), toolCallId: 'call-1' };
  const { task } = await addTask(ctx, { title: 'x' });
  await changeTask(user, task.id, { title: 'y' });
  await completeTask({ ...user, actor: 'mcp:Inspector' }, task.id, true);
  await completeTask(user, task.id, false);
  await completeTask(user, task.id, false);
  await deleteTask(user, task.id);
  const events = await eventsOf(user);
  expect(events).toMatchObject([
    { type: 'created', actor: 'chat', before: null, after: { title: 'x', user_id: user.userId } },
    { type: 'updated', actor: 'web', before: { title: 'x' }, after: { title: 'y', version: 2 } },
    {
      type: 'completed',
      actor: 'mcp:Inspector',
      before: { is_completed: false },
      after: { is_completed: true },
    },
    { type: 'updated', before: { is_completed: true }, after: { is_completed: false, completed_at: null } },
    { type: 'deleted', before: { title: 'y' }, after: null },
  ]);
  const { conversationId, turnId, toolCallId } = ctx;
  expect(events[0]).toMatchObject({ conversationId, turnId, toolCallId, taskId: task.id });
  expect(events[1]).toMatchObject({ conversationId: null, turnId: null, toolCallId: null });
});

test('a deleted task comes back byte for byte', async () => {
  const user = await aUser(db, { timezone: 'Asia/Karachi' });
  const { id } = await aTask(user, {
    title: 'x',
    description: 'd',
    due: 'tomorrow 5pm',
    tags: ['a', 'b,"c'],
  });
  await completeTask(user, id, true);
  const before = await tasksOf(user);
  const undo = await undoOf(deleteTask(user, id));
  expect(await tasksOf(user)).toEqual([]);
  const { task, gone } = await undoEvent(user, undo);
  expect(await tasksOf(user)).toEqual(before);
  expect({ task, gone }).toEqual({ task: await getTask(user, id), gone: false });
});

test('a change goes back with everything it touched; only the version goes on', async () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const user = await aUser(db, { now: () => now });
  const before = await aTask(user, { title: 'x', priority: 'high', tags: ['a'], due: 'tomorrow' });
  now = new Date('2026-11-21T13:00:00Z');
  const change: TaskChange = {
    title: 'y',
    description: 'd',
    is_completed: true,
    priority: 'low',
    tags: [],
    due: null,
  };
  const undo = await undoOf(changeTask(user, before.id, change));
  const { task } = await undoEvent(user, undo);
  expect(task).toEqual({ ...before, version: 3 });
  expect(await getTask(user, before.id)).toEqual(task);
});

test('undoing an addition takes the task away, and its number is not given again', async () => {
  const user = await aUser(db);
  const { task, undo } = await addTask(user, { title: 'x' });
  expect(await undoEvent(user, undo ?? '')).toMatchObject({ gone: true, task });
  expect(await listTasks(user, {})).toMatchObject({ total: 0 });
  expect((await aTask(user)).number).toBe(2);
});

test('an undoing can be undone, again and again', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { title: 'x' });
  let undo = await undoOf(changeTask(user, id, { title: 'y' }));
  for (const title of ['x', 'y', 'x', 'y']) {
    const back = await undoEvent(user, undo);
    expect(back.task.title).toBe(title);
    undo = back.undo ?? '';
  }
  let gone = await undoOf(deleteTask(user, id));
  for (const total of [1, 0, 1]) {
    gone = await undoOf(undoEvent(user, gone));
    expect((await listTasks(user, {})).total).toBe(total);
  }
});

test('changes go back one after the other, the newest first', async () => {
  const user = await aUser(db);
  const first = await aTask(user, { title: '0' });
  const undos: string[] = [];
  for (const title of ['1', '2', '3']) undos.push(await undoOf(changeTask(user, first.id, { title })));
  for (const title of ['2', '1', '0']) {
    expect((await undoEvent(user, undos.pop() ?? '')).task.title).toBe(title);
  }
  expect(await getTask(user, first.id)).toEqual({ ...first, version: 7 });
});

const conflict = (message: string) => expect.objectContaining({ code: 'conflict', message });
const CHANGED = conflict('A task was changed in the meantime, so nothing was undone');
const UNDONE = conflict('This was undone already; nothing was changed');

test('what was changed in the meantime is not undone, and nothing is written', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { title: 'x' });
  const created = (await eventsOf(user))[0]?.id ?? '';
  const changed = await undoOf(changeTask(user, id, { title: 'y' }));
  await completeTask(user, id, true);
  const before = await rowsOf(user);
  for (const undo of [created, changed]) await expect(undoEvent(user, undo)).rejects.toEqual(CHANGED);
  await deleteTask(user, id);
  await expect(undoEvent(user, changed)).rejects.toEqual(CHANGED);
  expect(before).not.toEqual(await rowsOf(user));
  await undoEvent(user, (await eventsOf(user)).at(-1)?.id ?? '');
  await expect(undoEvent(user, changed)).rejects.toEqual(CHANGED);
});

test('a change that was changed back by hand counts as changed in the meantime', async () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const user = await aUser(db, { now: () => now });
  const { id } = await aTask(user, { title: 'x' });
  const undo = await undoOf(changeTask(user, id, { title: 'y' }));
  for (const title of ['z', 'y']) {
    now = new Date(now.getTime() + 1_000);
    await changeTask(user, id, { title });
  }
  await expect(undoEvent(user, undo)).rejects.toEqual(CHANGED);
});

test('nothing is undone twice, also not at the same time', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { title: 'x' });
  const undo = await undoOf(changeTask(user, id, { title: 'y' }));
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => undoEvent(user, undo)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const before = await rowsOf(user);
  await expect(undoEvent(user, undo)).rejects.toEqual(UNDONE);
  expect(await rowsOf(user)).toEqual(before);
});

test("another user's events and turns, absent ones and malformed ids are alike", async () => {
  const [user, other] = [await aUser(db), await aUser(db)];
  const turn = inTurn(other);
  const foreign = await undoOf(addTask(turn, { title: 'x' }));
  const before = await rowsOf(other);
  const absent = '00000000-0000-4000-8000-000000000000';
  const notFound = expect.objectContaining({ code: 'not_found', message: 'Change not found' });
  for (const id of [foreign, turn.turnId, absent, '', 'x', '1', "' or 1=1 --", 'turn']) {
    await expect(undoEvent(user, id)).rejects.toEqual(notFound);
    await expect(undoTurn(user, id)).rejects.toEqual(notFound);
  }
  await expect(undoLastTurn({ ...user, conversationId: turn.conversationId })).rejects.toEqual(notFound);
  expect(await rowsOf(other)).toEqual(before);
  expect(await eventsOf(user)).toEqual([]);
});

test('undo is closed to whom the gate is closed', async () => {
  for (const [change, code] of [
    [{ isActive: false }, 'inactive_user'],
    [{ tokenVersion: 1 }, 'invalid_token'],
  ] as const) {
    const user = await aUser(db);
    const turn = inTurn(user);
    const undo = await undoOf(addTask(turn, { title: 'x' }));
    await db.update(users).set(change).where(eq(users.id, user.userId));
    const before = await rowsOf(user);
    await expect(undoEvent(user, undo)).rejects.toMatchObject({ code });
    await expect(undoTurn(user, turn.turnId)).rejects.toMatchObject({ code });
    expect(await rowsOf(user)).toEqual(before);
  }
});

test('each way to undo is one request', async () => {
  const user = await aUser(db);
  const turns = [inTurn(user), inTurn(user)] as const;
  const ids: string[] = [];
  for (const turn of [user, ...turns]) ids.push(await undoOf(addTask(turn, { title: 'x' })));
  const undoings = [
    (ctx: Context) => undoEvent(ctx, ids[0] ?? ''),
    (ctx: Context) => undoTurn(ctx, turns[0].turnId),
    (ctx: Context) => undoLastTurn({ ...ctx, conversationId: turns[1].conversationId }),
  ];
  for (const undo of undoings) {
    const meter = newMeter();
    await undo({ ...user, db: metered(db, meter) });
    expect(meter.requests).toBe(1);
  }
  expect(await tasksOf(user)).toEqual([]);
});

test('a restored task does not push a full list over its limit', async () => {
  const user = await aUser(db);
  await manyTasks(user, 10_000);
  const undo = await undoOf(deleteTask(user, '1'));
  await aTask(user);
  await expect(undoEvent(user, undo)).rejects.toMatchObject({ code: 'limit_reached' });
  await deleteTask(user, '2');
  expect((await undoEvent(user, undo)).task.number).toBe(1);
});
