import { and, eq, sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { aTask, aUser, rowsOf, type TestUser } from '#dev/factories.ts';
import { connect } from './db/client.ts';
import { idempotency } from './db/tables/limits.ts';
import { taskEvents } from './db/tables/tasks.ts';
import { deleteExpiredChanges } from './events/expired.ts';
import { undoEvent, undoTurn } from './events/undo.ts';
import { onceOf } from './idempotency.ts';
import { addTask, changeTask, completeTask, deleteTask, getTask, listTasks } from './tasks/tasks.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const withKey = (user: TestUser, key: string = crypto.randomUUID(), fingerprint = 'f') => ({
  ...user,
  once: { key, fingerprint },
});
const keysOf = ({ userId }: TestUser) => db.select().from(idempotency).where(eq(idempotency.userId, userId));

test('a repeated request gives the first result, also when the task has changed since', async () => {
  const user = await aUser(db);
  const ctx = withKey(user);
  const first = await addTask(ctx, { title: 'x', due: 'tomorrow', tags: ['a'] });
  await changeTask(user, first.task.id, { title: 'y' });
  await deleteTask(user, first.task.id);
  expect(await addTask(ctx, { title: 'x', due: 'tomorrow', tags: ['a'] })).toEqual({
    ...first,
    replayed: true,
  });
  expect(await listTasks(user, {})).toMatchObject({ total: 0 });
});

test('a repeated request that found nothing to change changes nothing later either', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { is_completed: true });
  const ctx = withKey(user);
  const first = await completeTask(ctx, id, true);
  expect(first).toMatchObject({ undo: null, replayed: false });
  await completeTask(user, id, false);
  expect(await completeTask(ctx, id, true)).toEqual({ ...first, replayed: true });
  expect(await getTask(user, id)).toMatchObject({ is_completed: false });
});

test('flips, deletions and undoings are repeated once as well', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user);
  const turn = { ...user, turnId: crypto.randomUUID() };
  await changeTask(turn, id, { title: 'a' });
  await addTask(turn, { title: 'b' });
  const requests = [
    (ctx: TestUser) => undoTurn(ctx, turn.turnId),
    (ctx: TestUser) => completeTask(ctx, id),
    (ctx: TestUser) => deleteTask(ctx, id),
  ];
  for (const request of requests) {
    const ctx = withKey(user);
    const first = await request(ctx);
    const after = await rowsOf(user);
    const again = [await request(ctx)].flat();
    expect(again).toEqual([first].flat().map((change) => ({ ...change, replayed: true })));
    expect(await rowsOf(user)).toEqual(after);
  }
  const events = await db.select().from(taskEvents).where(eq(taskEvents.userId, user.userId));
  const deletion = events.at(-1)?.id ?? '';
  const ctx = withKey(user);
  const back = await undoEvent(ctx, deletion);
  expect(await undoEvent(ctx, deletion)).toEqual({ ...back, replayed: true });
});

test('the same key at the same time: one task, one answer', async () => {
  const user = await aUser(db);
  const ctx = withKey(user);
  const answers = await Promise.all(Array.from({ length: 8 }, () => addTask(ctx, { title: 'x' })));
  expect(new Set(answers.map(({ task }) => task.id)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await listTasks(user, {})).toMatchObject({ total: 1 });
});

test('the same key with another request is refused and changes nothing', async () => {
  const user = await aUser(db);
  const key = crypto.randomUUID();
  const { task } = await addTask(withKey(user, key), { title: 'x' });
  const before = await rowsOf(user);
  const other = withKey(user, key, 'another');
  for (const request of [
    () => addTask(other, { title: 'y' }),
    () => changeTask(other, task.id, { title: 'y' }),
    () => changeTask(other, task.id, {}),
    () => deleteTask(other, task.id),
  ]) {
    await expect(request()).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  }
  expect(await rowsOf(user)).toEqual(before);
});

test("a key is its user's own", async () => {
  const [user, other] = [await aUser(db), await aUser(db)];
  const key = crypto.randomUUID();
  await addTask(withKey(user, key), { title: 'x' });
  expect(await addTask(withKey(other, key, 'another'), { title: 'y' })).toMatchObject({ replayed: false });
});

test('a refused request leaves no key, so it runs again', async () => {
  const user = await aUser(db);
  const ctx = withKey(user);
  await expect(completeTask(ctx, '1', true)).rejects.toMatchObject({ code: 'not_found' });
  expect(await keysOf(user)).toEqual([]);
  await aTask(user);
  await expect(changeTask(ctx, '1', { title: 'y', version: 7 })).rejects.toMatchObject({ code: 'conflict' });
  expect(await keysOf(user)).toEqual([]);
  expect(await completeTask(ctx, '1', true)).toMatchObject({ replayed: false });
  expect(await keysOf(user)).toMatchObject([{ status: 200, response: { events: [expect.any(String)] } }]);
});

test('while the first request runs a second is told to wait; a dead one is forgotten after a minute', async () => {
  const user = await aUser(db);
  const ctx = withKey(user);
  const row = { userId: user.userId, key: ctx.once.key, fingerprint: 'f' };
  await db.insert(idempotency).values(row);
  await expect(addTask(ctx, { title: 'x' })).rejects.toMatchObject({
    code: 'idempotency_in_progress',
    retryAfterSeconds: 1,
  });
  expect(await listTasks(user, {})).toMatchObject({ total: 0 });
  await db
    .update(idempotency)
    .set({ createdAt: sql`now() - interval '61 seconds'` })
    .where(and(eq(idempotency.userId, user.userId), eq(idempotency.key, ctx.once.key)));
  expect(await addTask(ctx, { title: 'x' })).toMatchObject({ replayed: false });
});

test('a key counts for a day', async () => {
  // Far ahead, so that no daily run of another test takes it away.
  let now = new Date('2100-11-21T12:00:00Z');
  const user = await aUser(db, { now: () => now });
  const ctx = withKey(user);
  await addTask(ctx, { title: 'x' });
  now = new Date('2100-11-22T11:59:00Z');
  expect(await addTask(ctx, { title: 'x' })).toMatchObject({ replayed: true });
  now = new Date('2100-11-22T12:00:00Z');
  expect(await addTask(ctx, { title: 'x' })).toMatchObject({ replayed: false });
});

test('the daily run takes away keys of the day before', async () => {
  const user = await aUser(db, { now: () => new Date('2020-01-01T00:00:00Z') });
  await addTask(withKey(user), { title: 'x' });
  await deleteExpiredChanges(db, new Date('2020-01-01T23:59:00Z'));
  expect(await keysOf(user)).toHaveLength(1);
  await deleteExpiredChanges(db, new Date('2020-01-02T00:00:01Z'));
  expect(await keysOf(user)).toEqual([]);
});

test('events stay while their task is there, and for 30 days after the last one', async () => {
  const at = (text: string) => () => new Date(text);
  const user = await aUser(db, { now: at('2020-01-01T00:00:00Z') });
  await aTask(user, { title: 'stays' });
  const gone = await aTask(user, { title: 'goes' });
  await deleteTask({ ...user, now: at('2020-02-01T00:00:00Z') }, gone.id);
  const left = () =>
    db
      .select()
      .from(taskEvents)
      .where(eq(taskEvents.userId, user.userId))
      .then((events) => events.length);
  await deleteExpiredChanges(db, new Date('2020-03-01T00:00:00Z'));
  expect(await left()).toBe(3);
  await deleteExpiredChanges(db, new Date('2020-03-03T00:00:00Z'));
  expect(await left()).toBe(1);
});

test('keys are taken with and without quotes, and nothing else is', async () => {
  const key = 'abcdefgh-ABCD_0123';
  expect(await onceOf(key, [])).toEqual(await onceOf(`"${key}"`, []));
  expect(await onceOf(undefined, [])).toBeUndefined();
  const bad = [
    '',
    'a',
    'a'.repeat(15),
    'a'.repeat(65),
    `"${key}`,
    `${key} `,
    `${key}\r\nx: y`,
    'ключключключключ',
    7,
    {},
  ];
  for (const given of bad) {
    await expect(onceOf(given, []), String(given)).rejects.toMatchObject({ code: 'invalid_idempotency_key' });
  }
});

test('a fingerprint knows what was asked, whatever the order of its fields', async () => {
  const print = async (asked: unknown[]) => (await onceOf('a'.repeat(16), asked))?.fingerprint;
  const given = { title: 'x', tags: ['a', 'b'], deep: { b: 1, a: null } };
  const turned = { deep: { a: null, b: 1 }, tags: ['a', 'b'], title: 'x' };
  expect(await print(['POST', given])).toBe(await print(['POST', turned]));
  expect(await print(['POST', given])).toMatch(/^[0-9a-f]{64}$/);
  for (const other of [
    { ...given, title: 'y' },
    { ...given, tags: ['b', 'a'] },
    { ...given, more: 1 },
  ]) {
    expect(await print(['POST', other])).not.toBe(await print(['POST', given]));
  }
});
