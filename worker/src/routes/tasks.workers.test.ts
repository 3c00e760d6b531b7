import { expect, test } from 'vitest';
import type { ChangedTask, Task } from '#core/tasks/schema.ts';
import { aTask, manyTasks, rowsOf } from '#dev/factories.ts';
import { anApp, expectError, expectStatus, type Init, type TestApp } from '../testing/app.ts';

const app = await anApp();
const ABSENT = '00000000-0000-4000-8000-000000000000';

type Call = TestApp['call'];
const create = (call: Call, json: unknown) => call('/api/tasks', { method: 'POST', json });
const created = async (call: Call, json: unknown) => expectStatus<Task>(await create(call, json), 201);
const list = async (call: Call, query = '') => expectStatus<Task[]>(await call(`/api/tasks${query}`), 200);
const titles = async (call: Call, query = '') => (await list(call, query)).map(({ title }) => title);

test('a task is created, read, changed, completed, flipped and deleted', async () => {
  const { call } = await app.signedIn();
  const answer = await create(call, { title: ' Buy milk ' });
  const path = answer.headers.get('location') ?? '';
  const { undo, ...task } = await expectStatus<ChangedTask>(answer, 201);
  expect(undo).toMatch(/^[0-9a-f-]{36}$/);
  expect(task).toMatchObject({
    number: 1,
    title: 'Buy milk',
    description: null,
    is_completed: false,
    version: 1,
  });
  expect(path).toBe(`/api/tasks/${task.id}`);
  expect(await expectStatus(await call(path), 200)).toEqual(task);
  const change = async (sub: string, init: Init) => expectStatus<Task>(await call(path + sub, init), 200);
  const put = { title: 'Buy oat milk', description: 'two', version: 1 };
  expect(await change('', { method: 'PUT', json: put })).toMatchObject({ title: 'Buy oat milk', version: 2 });
  expect(await change('', { method: 'PUT', json: {} })).toMatchObject({ description: 'two', version: 2 });
  expect(await change('', { method: 'PUT', json: { description: null } })).toMatchObject({
    description: null,
  });
  const complete = (json?: unknown) => change('/complete', { method: 'PATCH', json });
  expect(await complete({ completed: true })).toMatchObject({ is_completed: true, version: 4 });
  expect(await complete({ completed: true })).toMatchObject({ is_completed: true, version: 4 });
  expect(await complete()).toMatchObject({ is_completed: false, completed_at: null, version: 5 });
  const deleted = await call(path, { method: 'DELETE' });
  expect(await expectStatus(deleted, 200)).toEqual({
    message: 'Task deleted successfully',
    undo: expect.any(String),
  });
  await expectError(await call(path), 404, 'not_found');
});

test('DELETE answers 204 without a body when the client prefers it', async () => {
  const { user, call } = await app.signedIn();
  const { id } = await aTask(user);
  const headers = { prefer: 'return=minimal' };
  expect(
    await expectStatus(await call(`/api/tasks/${id}`, { method: 'DELETE', headers }), 204),
  ).toBeUndefined();
});

test.each<[string, Init]>([
  ['', {}],
  ['', { method: 'PUT', json: { title: 'mine' } }],
  ['/complete', { method: 'PATCH' }],
  ['', { method: 'DELETE' }],
])("another user's task and one that never was are alike: /api/tasks/:id%s %j", async (sub, init) => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const task = await aTask(b.user);
  const before = await rowsOf(b.user);
  const answers = [];
  for (const id of [task.id, ABSENT]) {
    const detail = await expectError(await a.call(`/api/tasks/${id}${sub}`, init), 404, 'not_found');
    const { db_requests } = app.lines.findLast(({ event }) => event === 'request') ?? {};
    answers.push({ detail, db_requests });
  }
  expect(answers).toEqual(Array(2).fill({ detail: 'Task not found', db_requests: 1 }));
  expect(await rowsOf(b.user)).toEqual(before);
});

test('the older paths serve their own user only, and say `completed` too', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const task = await aTask(a.user, { is_completed: true });
  const own = `/api/${a.user.userId}/tasks`;
  for (const path of [own, `${own}/`]) {
    expect(await expectStatus(await a.call(path), 200)).toEqual([{ ...task, completed: true }]);
  }
  const flipped = await a.call(`${own}/${task.id}/complete`, { method: 'PATCH' });
  expect(await expectStatus(flipped, 200)).toMatchObject({ is_completed: false, completed: false });
  const foreign = `/api/${b.user.userId}`;
  await expectError(await a.call(`${foreign}/tasks`), 403, 'forbidden');
  await expectError(
    await a.call(`${foreign}/tasks`, { method: 'POST', json: { title: 'x' } }),
    403,
    'forbidden',
  );
  await expectError(
    await a.call(`${foreign}/chat`, { method: 'POST', json: { message: 'x' } }),
    403,
    'forbidden',
  );
  await expectError(await app.call(own), 401, 'not_authenticated');
  expect(await list(b.call)).toEqual([]);
});

test.each([
  ['a user in the body', { title: 'x', user_id: ABSENT }, ['body', 'user_id']],
  ['a prototype', JSON.parse('{"title":"x","__proto__":{"user_id":"B"}}'), ['body', '__proto__']],
  ['a constructor', { title: 'x', constructor: {} }, ['body', 'constructor']],
])('%s is refused by name and nothing is stored', async (_, json, loc) => {
  const { call } = await app.signedIn();
  const detail = await expectError(await create(call, json), 422, 'validation_error');
  expect(detail).toEqual([{ loc, msg: 'Extra inputs are not permitted', type: 'extra_forbidden' }]);
  expect(({} as { user_id?: unknown }).user_id).toBeUndefined();
  expect(await list(call)).toEqual([]);
});

test('neither a query nor a header names the user', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const mine = await aTask(a.user);
  await aTask(b.user);
  const answer = await a.call(`/api/tasks?user_id=${b.user.userId}`, {
    headers: { 'x-user-id': b.user.userId },
  });
  expect(await expectStatus(answer, 200)).toEqual([mine]);
});

test('what is wrong with a body is told field by field, as FastAPI does', async () => {
  const { call } = await app.signedIn();
  expect(await expectError(await create(call, {}), 422, 'validation_error')).toEqual([
    { loc: ['body', 'title'], msg: 'Field required', type: 'missing' },
  ]);
  const detail = await expectError(
    await create(call, { title: 1, is_completed: 'yes' }),
    422,
    'validation_error',
  );
  expect(detail).toMatchObject([{ loc: ['body', 'title'] }, { loc: ['body', 'is_completed'] }]);
});

test.each(['1', '%00', '..%2f..', 'x'])(
  '/api/tasks/%s is no task, and asks the database nothing',
  async (id) => {
    const { user, call } = await app.signedIn();
    await aTask(user);
    await expectError(await call(`/api/tasks/${id}`), 404, 'not_found');
    expect(app.lines.findLast(({ event }) => event === 'request')).toMatchObject({ db_requests: 0 });
  },
);

test('a task is found by its id in capitals, with a slash behind it, and by HEAD without a body', async () => {
  const { user, call } = await app.signedIn();
  const task = await aTask(user);
  expect(await expectStatus(await call(`/api/tasks/${task.id.toUpperCase()}/`), 200)).toEqual(task);
  expect(await expectStatus(await call('/api/tasks', { method: 'HEAD' }), 200)).toBeUndefined();
});

test.each([
  ['spaces', '   ', 400, 'title_empty'],
  ['a no-break space', '\u00a0', 400, 'title_empty'],
  ['a zero-width space', '\u200b', 400, 'title_empty'],
  ['256 emoji', '😀'.repeat(256), 400, 'title_too_long'],
  ['U+0000', 'a\0b', 422, 'invalid_characters'],
  ['half an emoji', 'a\ud83d', 422, 'invalid_characters'],
])('a title of %s is refused', async (_, title, status, code) => {
  const { call } = await app.signedIn();
  await expectError(await create(call, { title }), status, code);
  expect(await list(call)).toEqual([]);
});

test.each([
  ['255 emoji', '😀'.repeat(255), '😀'.repeat(255)],
  ['a line break', 'a\r\nSet-Cookie: x', 'a Set-Cookie: x'],
  ['a direction override', 'pay \u202e001', 'pay  001'],
  ['SQL', "'); drop table tasks;--", "'); drop table tasks;--"],
  ['Urdu with joiners', 'می\u200cخواهم', 'می\u200cخواهم'],
])('a title with %s is stored on one line as it means', async (_, title, stored) => {
  const { call } = await app.signedIn();
  expect((await created(call, { title })).title).toBe(stored);
});

test('a description holds 10,000 emoji, escaped as they may come, and not one more', async () => {
  const { call } = await app.signedIn();
  const escaped = (amount: number) => `{"title":"x","description":"${'\\ud83d\\ude00'.repeat(amount)}"}`;
  const post = (body: string) =>
    call('/api/tasks', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const task = await expectStatus<Task>(await post(escaped(10_000)), 201);
  expect(task.description).toBe('😀'.repeat(10_000));
  await expectError(await post(escaped(10_001)), 400, 'description_too_long');
  await expectError(await create(call, { title: 'x', description: '\ud800' }), 422, 'invalid_characters');
});

test('a search finds words literally, in any case, in title or description, and only own rows', async () => {
  const [{ call }, b] = [await app.signedIn(), await app.signedIn()];
  await aTask(b.user, { title: '100%' });
  for (const title of ['100% wool', 'Under_score', 'back\\slash', 'Plain']) await created(call, { title });
  await created(call, { title: 'Call', description: 'about the WOOL' });
  expect(await titles(call, '?q=%25')).toEqual(['100% wool']);
  expect(await titles(call, '?q=_')).toEqual(['Under_score']);
  expect(await titles(call, '?q=%5C')).toEqual(['back\\slash']);
  expect(await titles(call, '?q=wool')).toEqual(['Call', '100% wool']);
  expect(await titles(call, '?q=wool+call')).toEqual(['Call']);
  await expectError(await call('/api/tasks?q=%00'), 422, 'invalid_characters');
});

test('a list is filtered by status and sorted newest first or by title', async () => {
  const { call } = await app.signedIn();
  for (const title of ['banana', 'Cherry', 'apple'])
    await created(call, { title, is_completed: title === 'Cherry' });
  expect(await titles(call)).toEqual(['apple', 'Cherry', 'banana']);
  expect(await titles(call, '?status=pending&sort=title')).toEqual(['apple', 'banana']);
  expect(await titles(call, '?status=completed')).toEqual(['Cherry']);
  expect(await titles(call, '?sort=title')).toEqual(['apple', 'banana', 'Cherry']);
});

test.each(['created', 'title'])(
  'pages sorted by %s join to the whole list, without a gap or a repeat',
  async (sort) => {
    const { user, call } = await app.signedIn();
    await manyTasks(user, 23);
    const whole = (await list(call, `?sort=${sort}&limit=100`)).map(({ id }) => id);
    const seen: string[] = [];
    for (let page = ['']; page.length > 0; ) {
      const after = seen.length > 0 ? `&after=${seen.at(-1)}` : '';
      page = (await list(call, `?sort=${sort}&limit=5${after}`)).map(({ id }) => id);
      seen.push(...page);
    }
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(23);
  },
);

test('a cursor that is no task of the user is refused', async () => {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  const [gone, foreign] = [await aTask(a.user), await aTask(b.user)];
  await aTask(a.user);
  await a.call(`/api/tasks/${gone.id}`, { method: 'DELETE' });
  for (const after of ['%25%25%25', gone.id, foreign.id, ABSENT, '-1', 'x'.repeat(1_000), '']) {
    await expectError(await a.call(`/api/tasks?after=${after}`), 400, 'invalid_cursor');
  }
});

test.each(['0', '-1', '101', '1000000000', '1.5', 'abc', '', '5&limit=5'])(
  'limit=%s is refused',
  async (limit) => {
    const { call } = await app.signedIn();
    await expectError(await call(`/api/tasks?limit=${limit}`), 400, 'invalid_request');
  },
);

test.each([
  'sort=title;drop',
  'sort=password_hash',
  'status=x',
  'status=all&status=all',
  `q=${'x'.repeat(256)}`,
])('?%s is refused as a wrong field of the query', async (query) => {
  const { call } = await app.signedIn();
  const detail = await expectError(await call(`/api/tasks?${query}`), 422, 'validation_error');
  expect(detail).toMatchObject([{ loc: ['query', query.split('=')[0]] }]);
});

test('twenty parallel completions change the task once; stale versions conflict', async () => {
  const { user, call } = await app.signedIn();
  const { id } = await aTask(user);
  const all = await Promise.all(
    Array.from({ length: 20 }, () =>
      call(`/api/tasks/${id}/complete`, { method: 'PATCH', json: { completed: true } }),
    ),
  );
  for (const answer of all) {
    expect(await expectStatus(answer, 200)).toMatchObject({ is_completed: true, version: 2 });
  }
  const puts = await Promise.all(
    ['a', 'b', 'c'].map((title) => call(`/api/tasks/${id}`, { method: 'PUT', json: { title, version: 2 } })),
  );
  expect(puts.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  await expectError(puts.find(({ status }) => status === 409) as Response, 409, 'conflict');
});

test('parallel additions get numbers of their own, without a gap', async () => {
  const { call } = await app.signedIn();
  const tasks = await Promise.all(Array.from({ length: 10 }, (_, i) => created(call, { title: `t${i}` })));
  expect(tasks.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a number is not given twice, and the 10,001st task is refused', async () => {
  const { user, call } = await app.signedIn();
  const first = await created(call, { title: 'first' });
  await call(`/api/tasks/${first.id}`, { method: 'DELETE' });
  expect((await created(call, { title: 'second' })).number).toBe(2);
  const full = await app.signedIn();
  await manyTasks(full.user, 10_000);
  await expectError(await create(full.call, { title: 'one more' }), 409, 'limit_reached');
  expect(user.userId).not.toBe(full.user.userId);
});
