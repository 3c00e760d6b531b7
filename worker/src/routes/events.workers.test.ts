import { expect, test } from 'vitest';
import type { ChangedTask, Task } from '#core/tasks/schema.ts';
import { addTask } from '#core/tasks/tasks.ts';
import { aTask, rowsOf } from '#dev/factories.ts';
import { anApp, expectError, expectStatus, type TestApp } from '../testing/app.ts';

const app = await anApp();
const ABSENT = '00000000-0000-4000-8000-000000000000';

type Call = TestApp['call'];
const post = (call: Call, path: string, json?: unknown, headers = {}) =>
  call(path, { method: 'POST', ...(json !== undefined && { json }), headers });
const undone = async (call: Call, event: string | null) =>
  expectStatus<ChangedTask & { deleted?: true }>(await post(call, `/api/events/${event}/undo`, {}), 200);
const lastRequest = () => app.lines.findLast(({ event }) => event === 'request');

test('every change answers an event, and undo takes it back', async () => {
  const { call } = await app.signedIn();
  const change = async (method: string, path: string, json?: unknown) =>
    expectStatus<ChangedTask>(
      await call(path, { method, ...(json !== undefined && { json }) }),
      method === 'POST' ? 201 : 200,
    );
  const added = await change('POST', '/api/tasks', {
    title: 'x',
    priority: 'high',
    due: 'tomorrow',
    tags: ['A'],
  });
  expect(added).toMatchObject({ priority: 'high', due_has_time: false, tz: 'UTC', tags: ['a'] });
  const path = `/api/tasks/${added.id}`;
  const put = await change('PUT', path, { title: 'y', priority: 'low', due: null, tags: [] });
  expect(put).toMatchObject({ title: 'y', priority: 'low', due_at: null, tags: [] });
  const { undo: _, ...before } = added;
  expect(await undone(call, put.undo)).toMatchObject({ ...before, version: 3 });

  const completed = await change('PATCH', `${path}/complete`, { completed: true });
  expect(await undone(call, completed.undo)).toMatchObject({ is_completed: false, completed_at: null });
  expect((await change('PATCH', `${path}/complete`, { completed: false })).undo).toBeNull();
  const deleted = await change('DELETE', path);
  const back = await undone(call, deleted.undo);
  expect(await expectStatus(await call(path), 200)).toEqual({ ...before, version: 5 });
  expect(await undone(call, back.undo)).toMatchObject({ deleted: true, title: 'x' });
  await expectError(await call(path), 404, 'not_found');
});

test('a task that changed since, and a change that was undone, are conflicts', async () => {
  const { call } = await app.signedIn();
  const added = await expectStatus<ChangedTask>(await post(call, '/api/tasks', { title: 'x' }), 201);
  await call(`/api/tasks/${added.id}`, { method: 'PUT', json: { title: 'y' } });
  const detail = await expectError(await post(call, `/api/events/${added.undo}/undo`), 409, 'conflict');
  expect(detail).toBe('A task was changed in the meantime, so nothing was undone');
});

test('a turn is undone with all its changes', async () => {
  const { user, call } = await app.signedIn();
  const turn = { ...user, turnId: crypto.randomUUID() };
  await addTask(turn, { title: 'a' });
  await addTask(turn, { title: 'b' });
  const path = `/api/turns/${turn.turnId}/undo`;
  const { tasks } = await expectStatus<{ tasks: ChangedTask[] }>(await post(call, path), 200);
  expect(tasks).toMatchObject([
    { title: 'b', deleted: true, undo: expect.any(String) },
    { title: 'a', deleted: true },
  ]);
  expect(await expectStatus(await call('/api/tasks'), 200)).toEqual([]);
  await expectError(await post(call, path), 409, 'conflict');
});

test("R02: another user's event or turn, one that never was and what is no id are alike", async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const turn = { ...b.user, turnId: crypto.randomUUID() };
  const { undo } = await addTask(turn, { title: 'x' });
  const [before, ours] = [await rowsOf(b.user), await rowsOf(a.user)];
  for (const door of ['events', 'turns']) {
    const answers = [];
    for (const id of [undo, turn.turnId, ABSENT]) {
      const detail = await expectError(await post(a.call, `/api/${door}/${id}/undo`, {}), 404, 'not_found');
      answers.push({ detail, db_requests: lastRequest()?.db_requests });
    }
    expect(answers).toEqual(Array(3).fill({ detail: 'Change not found', db_requests: 1 }));
    for (const id of ['1', 'x', '%00', "'--"]) {
      const detail = await expectError(await post(a.call, `/api/${door}/${id}/undo`), 404, 'not_found');
      expect(detail).toBe('Change not found');
    }
  }
  expect(await rowsOf(b.user)).toEqual(before);
  expect(await rowsOf(a.user)).toEqual(ours);
});

test('undo wants a token, POST, and an empty body or none', async () => {
  const { call } = await app.signedIn();
  const added = await expectStatus<ChangedTask>(await post(call, '/api/tasks', { title: 'x' }), 201);
  const path = `/api/events/${added.undo}/undo`;
  await expectError(await post(app.call, path), 401, 'not_authenticated');
  await expectError(await call(path), 405, 'method_not_allowed');
  await expectError(await post(call, path, { user_id: ABSENT }), 422, 'validation_error');
  await expectError(await call('/api/events'), 404, 'not_found');
  expect(await expectStatus(await post(call, path), 200)).toMatchObject({ deleted: true });
});

const KEY = () => ({ 'idempotency-key': `"${crypto.randomUUID()}"` });

test('F05: a POST with one key makes one task, whether it is repeated later or at once', async () => {
  const { call } = await app.signedIn();
  const headers = KEY();
  const first = await post(call, '/api/tasks', { title: 'x', description: 'd' }, headers);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  const task = await expectStatus<Task>(first, 201);
  const again = await post(call, '/api/tasks/', { description: 'd', title: 'x' }, headers);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.headers.get('location')).toBe(`/api/tasks/${task.id}`);
  expect(await expectStatus(again, 201)).toEqual(task);
  const other = KEY();
  const all = await Promise.all(
    Array.from({ length: 5 }, () => post(call, '/api/tasks', { title: 'y' }, other)),
  );
  const ids = await Promise.all(all.map(async (answer) => (await expectStatus<Task>(answer, 201)).id));
  expect(new Set(ids).size).toBe(1);
  expect(all.filter(({ headers: h }) => h.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await expectStatus<Task[]>(await call('/api/tasks'), 200)).toHaveLength(2);
});

test('F05: a key is bound to its request and its user, and has a form', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const headers = KEY();
  await expectStatus(await post(a.call, '/api/tasks', { title: 'x' }, headers), 201);
  await expectError(await post(a.call, '/api/tasks', { title: 'y' }, headers), 422, 'idempotency_mismatch');
  const added = await aTask(a.user);
  const patch = { method: 'PATCH', json: { completed: true }, headers };
  await expectError(await a.call(`/api/tasks/${added.id}/complete`, patch), 422, 'idempotency_mismatch');
  await expectStatus(await post(b.call, '/api/tasks', { title: 'y' }, headers), 201);
  for (const key of ['a', 'x'.repeat(300), 'a b c d e f g h i j k l m', '"unended-and-long-enough']) {
    const bad = { 'idempotency-key': key };
    await expectError(await post(a.call, '/api/tasks', { title: 'z' }, bad), 400, 'invalid_idempotency_key');
  }
  expect(await expectStatus<Task[]>(await a.call('/api/tasks'), 200)).toHaveLength(2);
});

test('a flip, a change, a deletion and an undoing with a key happen once', async () => {
  const { user, call } = await app.signedIn();
  const { id } = await aTask(user);
  let undo = '';
  const twice = async (path: string, init: { method: string; json?: unknown }) => {
    const headers = KEY();
    const first = await expectStatus<ChangedTask>(await call(path, { ...init, headers }), 200);
    const rows = await rowsOf(user);
    const again = await call(path, { ...init, headers });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await expectStatus(again, 200)).toEqual(first);
    expect(await rowsOf(user)).toEqual(rows);
    undo = first.undo ?? '';
  };
  await twice(`/api/tasks/${id}/complete`, { method: 'PATCH' });
  await twice(`/api/tasks/${id}`, { method: 'PUT', json: { title: 'y' } });
  await twice(`/api/tasks/${id}`, { method: 'DELETE' });
  await twice(`/api/events/${undo}/undo`, { method: 'POST', json: {} });
  expect(await expectStatus(await call(`/api/tasks/${id}`), 200)).toMatchObject({
    title: 'y',
    is_completed: true,
  });
});

test('R16: twenty parallel completions write one event', async () => {
  const { user, call } = await app.signedIn();
  const { id } = await aTask(user);
  const patch = { method: 'PATCH', json: { completed: true } };
  const all = await Promise.all(Array.from({ length: 20 }, () => call(`/api/tasks/${id}/complete`, patch)));
  const answers = await Promise.all(all.map((answer) => expectStatus<ChangedTask>(answer, 200)));
  expect(answers.filter(({ undo }) => undo !== null)).toHaveLength(1);
});

test('a list is filtered by priority, tag and due date, and sorted by date either way', async () => {
  const { user, call } = await app.signedIn();
  await aTask(user, { title: 'a', priority: 'high', due: 'tomorrow', tags: ['work'] });
  await aTask(user, { title: 'b', due: 'today', tags: ['home', 'work'] });
  await aTask(user, { title: 'c' });
  const titles = async (query: string) =>
    (await expectStatus<Task[]>(await call(`/api/tasks?${query}`), 200)).map(({ title }) => title);
  expect(await titles('priority=high')).toEqual(['a']);
  expect(await titles('tag=Work&sort=title')).toEqual(['a', 'b']);
  expect(await titles('due=today')).toEqual(['b']);
  expect(await titles('due=until+tomorrow&sort=due_date')).toEqual(['b', 'a']);
  expect(await titles('sort=due&order=desc')).toEqual(['a', 'b', 'c']);
  expect(await titles('sort=priority')).toEqual(['a', 'c', 'b']);
  await expectError(await call('/api/tasks?due=whenever'), 400, 'invalid_request');
  await expectError(await call('/api/tasks?priority=urgent'), 422, 'validation_error');
  await expectError(await call('/api/tasks?order=up'), 422, 'validation_error');
  await expectError(await call('/api/tasks?tag=%00'), 422, 'invalid_characters');
});

test('fields of a task that cannot be are refused by name', async () => {
  const { call } = await app.signedIn();
  const refused: [object, number, string][] = [
    [{ priority: 'urgent' }, 422, 'validation_error'],
    [{ tags: 'work' }, 422, 'validation_error'],
    [{ tags: ['x'.repeat(33)] }, 400, 'tag_too_long'],
    [{ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, 400, 'too_many_tags'],
    [{ tags: ['\0'] }, 422, 'invalid_characters'],
    [{ due: 'soonish' }, 400, 'invalid_request'],
    [{ due: 7 }, 422, 'validation_error'],
  ];
  for (const [fields, status, code] of refused) {
    await expectError(await post(call, '/api/tasks', { title: 'x', ...fields }), status, code);
  }
  expect(await expectStatus(await call('/api/tasks'), 200)).toEqual([]);
});

test('the time zone of an account is changed by its IANA name, and due dates go by it', async () => {
  const { call } = await app.signedIn();
  const patch = (timezone: unknown) => call('/api/auth/me', { method: 'PATCH', json: { timezone } });
  expect(await expectStatus(await call('/api/auth/me'), 200)).toMatchObject({ timezone: 'UTC' });
  expect(await expectStatus(await patch('Asia/Karachi'), 200)).toMatchObject({ timezone: 'Asia/Karachi' });
  for (const zone of ['', 'PST', '+05:00', 'Nope/Zone', "UTC'--"]) {
    await expectError(await patch(zone), 400, 'invalid_request');
  }
  await expectError(await patch(5), 422, 'validation_error');
  expect(await expectStatus(await call('/api/auth/me'), 200)).toMatchObject({ timezone: 'Asia/Karachi' });
  const task = await expectStatus<Task>(
    await post(call, '/api/tasks', { title: 'x', due: '2026-12-24 17:00' }),
    201,
  );
  expect(task).toMatchObject({ due_at: '2026-12-24T12:00:00.000Z', due_has_time: true, tz: 'Asia/Karachi' });
});
