import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { aTask, aUser, manyTasks, rowsOf } from '#dev/factories.ts';
import type { Context } from '../context.ts';
import { connect, metered, newMeter } from '../db/client.ts';
import { users } from '../db/tables/users.ts';
import type { TaskChange } from './schema.ts';
import * as operations from './tasks.ts';

const { countTasks, getTask, listTasks } = operations;

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
const ABSENT = '00000000-0000-4000-8000-000000000000';

/** The operations without what they say beside the task. */
const addTask = async (ctx: Context, title: string) => (await operations.addTask(ctx, { title })).task;
const deleteTask = async (ctx: Context, ref: string) => (await operations.deleteTask(ctx, ref)).task;
const changeTask = async (ctx: Context, ref: string, change: TaskChange) =>
  (await operations.changeTask(ctx, ref, change)).task;
const completeTask = async (ctx: Context, ref: string, completed?: boolean) =>
  (await operations.completeTask(ctx, ref, completed)).task;

type Operation = (ctx: Context, ref: string) => Promise<unknown>;

const onOne: Record<string, Operation> = {
  getTask,
  deleteTask,
  flip: (ctx, ref) => completeTask(ctx, ref),
  complete: (ctx, ref) => completeTask(ctx, ref, true),
  change: (ctx, ref) => changeTask(ctx, ref, { title: 'new' }),
  changeNothing: (ctx, ref) => changeTask(ctx, ref, {}),
};
const onAll: Record<string, Operation> = {
  addTask: (ctx) => addTask(ctx, 'x'),
  listTasks: (ctx) => listTasks(ctx, {}),
  countTasks,
};

test.each(Object.entries({ ...onOne, ...onAll }))('%s is one request', async (_, run) => {
  const user = await aUser(db);
  const { id } = await aTask(user);
  const meter = newMeter();
  await run({ ...user, db: metered(db, meter) }, id);
  expect(meter.requests).toBe(1);
});

test.each(Object.entries(onOne))('%s finds a task by its id, its number and #number', async (_, run) => {
  for (const form of [
    (t: { id: string }) => t.id,
    (t: { number: number }) => `${t.number}`,
    (t: { number: number }) => `#${t.number}`,
  ]) {
    const user = await aUser(db);
    await aTask(user);
    await expect(run(user, form(await aTask(user)))).resolves.toMatchObject({ number: 2 });
  }
});

test.each(Object.entries(onOne))(
  "%s knows neither another's task nor a ref that names none",
  async (_, run) => {
    const [a, b] = [await aUser(db), await aUser(db)];
    const foreign = await aTask(b);
    const before = await rowsOf(b);
    for (const ref of [
      foreign.id,
      ABSENT,
      '1',
      '#1',
      '0',
      '-1',
      '1.5',
      '',
      'x',
      '9'.repeat(30),
      "1' or '1'='1",
    ]) {
      // In a promise, because some refs are refused before anything is sent.
      await expect((async () => run(a, ref))()).rejects.toMatchObject({
        code: 'not_found',
        message: 'Task not found',
      });
    }
    expect(await rowsOf(b)).toEqual(before);
  },
);

test.each(Object.entries({ ...onOne, ...onAll }))(
  '%s is closed to whom the gate is closed, and changes nothing',
  async (_, run) => {
    const cases = [
      [{ isActive: false }, 'inactive_user'],
      [{ tokenVersion: 1 }, 'invalid_token'],
    ] as const;
    for (const [change, code] of cases) {
      const user = await aUser(db);
      const { id } = await aTask(user);
      await db.update(users).set(change).where(eq(users.id, user.userId));
      const before = await rowsOf(user);
      await expect(run(user, id)).rejects.toMatchObject({ code });
      expect(await rowsOf(user)).toEqual(before);
    }
  },
);

test('a change that changes nothing leaves version and time alone', async () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const user = await aUser(db, { now: () => now });
  const task = await aTask(user, { title: 'same', description: 'same', is_completed: true });
  now = new Date('2026-11-21T13:00:00Z');
  expect(
    await changeTask(user, task.id, { title: ' same ', description: 'same', is_completed: true }),
  ).toEqual(task);
  expect(await changeTask(user, task.id, { version: 1 })).toEqual(task);
  expect(await completeTask(user, task.id, true)).toEqual(task);
  const changed = await changeTask(user, task.id, { title: 'other' });
  expect(changed).toMatchObject({
    version: 2,
    updated_at: now.toISOString(),
    completed_at: task.completed_at,
  });
});

test('a stale version conflicts and changes nothing, also when only asked with', async () => {
  const user = await aUser(db);
  const task = await aTask(user);
  const current = await changeTask(user, task.id, { title: 'first', version: 1 });
  for (const change of [{ title: 'second', version: 1 }, { version: 1 }]) {
    await expect(changeTask(user, task.id, change)).rejects.toMatchObject({ code: 'conflict' });
  }
  expect(await getTask(user, task.id)).toEqual(current);
});

test('parallel flips each count', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user);
  await Promise.all(Array.from({ length: 7 }, () => completeTask(user, id)));
  expect(await getTask(user, id)).toMatchObject({ is_completed: true, version: 8 });
});

test('of parallel additions to an almost full list only what fits gets in', async () => {
  const user = await aUser(db);
  await manyTasks(user, 9_998);
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => aTask(user)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await countTasks(user)).toEqual({ total: 10_000, completed: 0, pending: 10_000 });
});

test('a page tells the whole number of matches and whether more follow', async () => {
  const user = await aUser(db);
  await manyTasks(user, 5);
  await completeTask(user, '2', true);
  const first = await listTasks(user, { status: 'pending', limit: 2 });
  expect(first).toMatchObject({ total: 4, has_more: true, tasks: [{ number: 5 }, { number: 4 }] });
  const second = await listTasks(user, { status: 'pending', limit: 2, after: first.tasks[1]?.id ?? '' });
  expect(second).toMatchObject({ total: 4, has_more: false, tasks: [{ number: 3 }, { number: 1 }] });
});

test('a page goes on behind a task that has left the list in the meantime', async () => {
  const user = await aUser(db);
  await manyTasks(user, 3);
  const [newest] = (await listTasks(user, { status: 'pending', limit: 1 })).tasks;
  await completeTask(user, '3', true);
  const rest = await listTasks(user, { status: 'pending', after: newest?.id ?? '' });
  expect(rest.tasks.map(({ number }) => number)).toEqual([2, 1]);
});
