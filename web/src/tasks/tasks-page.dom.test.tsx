import { expect, test, vi } from 'vitest';
import type { Task } from '#core/tasks/schema.ts';
import { Drafts } from '../drafts.ts';
import { ada, FakeApi, gate, refusal } from '../testing/fake-api.ts';
import { find, render, type } from '../testing/render.tsx';
import { TasksPage } from './tasks-page.tsx';

const milk: Task = {
  id: '5b0f3a86-3c0b-4f43-9a0e-0b8a3a1f7a11',
  number: 3,
  title: 'Buy milk',
  description: 'Two bottles',
  is_completed: false,
  priority: 'none',
  due_at: null,
  due_has_time: false,
  tz: null,
  tags: [],
  version: 1,
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
  completed_at: null,
  user_id: ada.id,
};
const COMPLETE = `PATCH /api/tasks/${milk.id}/complete`;
const CHANGE = `PUT /api/tasks/${milk.id}`;
const broken = () => refusal(503, 'database_unavailable', 'Service temporarily unavailable');

/** An API with a list that changes replace. */
function apiWith(tasks: Task[]): FakeApi {
  const counts = { total: tasks.length, completed: 0, pending: tasks.length };
  return new FakeApi()
    .on('GET /api/tasks', () => Response.json(tasks))
    .on('GET /api/auth/me', () => Response.json({ ...ada, counts }));
}

const show = (api: FakeApi, drafts?: Drafts, path = '/tasks') =>
  render(<TasksPage />, { api, signedIn: true, path, ...(drafts && { drafts }) });
const text = () => document.body.textContent;

test('an empty list invites to the first task', async () => {
  await show(apiWith([]));
  await vi.waitFor(() => expect(text()).toContain('No tasks yet. Create your first task!'));
});

test('a tick shows at once, before the server has answered', async () => {
  const answer = gate<Response>();
  const api = apiWith([milk]).on(COMPLETE, () => answer.promise);
  await show(api);
  const box = await find<HTMLInputElement>('input[type=checkbox]');
  box.click();
  await find('input[type=checkbox]:checked');
  await vi.waitFor(() => expect(api.count(COMPLETE)).toBe(1));
  expect(api.asked.at(-1)?.body).toEqual({ completed: true });
  const done = { ...milk, is_completed: true };
  api.on('GET /api/tasks', () => Response.json([done]));
  answer.open(Response.json(done));
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBe(2));
  expect(box.checked).toBe(true);
});

test('a tick that the server refuses is taken back and said, until dismissed', async () => {
  await show(apiWith([milk]).on(COMPLETE, broken));
  (await find<HTMLInputElement>('input[type=checkbox]')).click();
  expect((await find('[role=alert]')).textContent).toContain('temporarily unavailable');
  await find('input[type=checkbox]:not(:checked)');
  (await find<HTMLButtonElement>('[aria-label=Dismiss]')).click();
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')).toBeNull());
});

test('a task that could not be added keeps its text, and the next try has the same key', async () => {
  const api = apiWith([]).on('POST /api/tasks', broken);
  await show(api);
  type(await find<HTMLInputElement>('[aria-label="Task title"]'), 'Call mom');
  const add = await find<HTMLButtonElement>('button[type=submit]:enabled');
  add.click();
  await find('[role=alert]');
  expect((await find<HTMLInputElement>('[aria-label="Task title"]')).value).toBe('Call mom');
  (await find<HTMLButtonElement>('button[type=submit]:enabled')).click();
  await vi.waitFor(() => expect(api.count('POST /api/tasks')).toBe(2));
  const [first, second] = api.asked.filter(({ route }) => route === 'POST /api/tasks');
  expect(first?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
});

test('what was typed outlives the page, and is gone once it is a task', async () => {
  const drafts = new Drafts();
  const api = apiWith([]).on('POST /api/tasks', () =>
    Response.json({ ...milk, title: 'Call mom' }, { status: 201 }),
  );
  const { leave } = await show(api, drafts);
  type(await find<HTMLInputElement>('[aria-label="Task title"]'), 'Call mom');
  await find('button[type=submit]:enabled');
  leave();
  await show(api, drafts);
  expect((await find<HTMLInputElement>('[aria-label="Task title"]')).value).toBe('Call mom');
  (await find<HTMLButtonElement>('button[type=submit]:enabled')).click();
  await vi.waitFor(() =>
    expect(document.querySelector<HTMLInputElement>('[aria-label="Task title"]')?.value).toBe(''),
  );
  expect(drafts.read(ada.id, 'new title')).toBeUndefined();
});

test('an edit names the version it began with; after a conflict the next save takes the newer one', async () => {
  const api = apiWith([milk]).on(CHANGE, () => refusal(409, 'conflict', 'The task has changed'));
  await show(api);
  (await find<HTMLButtonElement>('[aria-label="Edit Buy milk"]')).click();
  const title = await find<HTMLInputElement>('form[aria-label="Edit Buy milk"] input');
  type(title, 'Buy oat milk');
  api.on('GET /api/tasks', () => Response.json([{ ...milk, version: 2, description: 'Three' }]));
  const save = await find<HTMLButtonElement>('form[aria-label="Edit Buy milk"] button[type=submit]:enabled');
  save.click();
  expect((await find('form[aria-label="Edit Buy milk"] [role=alert]')).textContent).toContain(
    'The task has changed',
  );
  expect(title.value).toBe('Buy oat milk');
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBe(2));
  await find('form[aria-label="Edit Buy milk"] button[type=submit]:enabled');
  save.click();
  await vi.waitFor(() => expect(api.count(CHANGE)).toBe(2));
  const bodies = api.asked.filter(({ route }) => route === CHANGE).map(({ body }) => body);
  expect(bodies).toMatchObject([
    { title: 'Buy oat milk', version: 1 },
    { title: 'Buy oat milk', version: 2 },
  ]);
});

test('a full page offers more, and asks for what comes after its last row', async () => {
  const page = Array.from({ length: 50 }, (_, index) => ({ ...milk, id: `id-${index}`, number: 60 - index }));
  const api = apiWith(page);
  await show(api);
  const more = await vi.waitFor(() => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Load more');
    if (!button) throw new Error('no more');
    return button;
  });
  api.on('GET /api/tasks', () => Response.json([milk]));
  more.click();
  await vi.waitFor(() => expect(document.querySelectorAll('li')).toHaveLength(51));
  expect(api.asked.at(-1)?.url).toBe('/api/tasks?status=all&limit=50&after=id-49');
});

test.each([
  [
    '/tasks?due=overdue&priority=high&tag=a%26b&q=x%20y&sort=oldest&status=pending',
    'status=pending&priority=high&due=overdue&tag=a%26b&q=x+y&sort=created&order=asc&limit=50',
  ],
  ['/tasks?due=whenever&priority=urgent&sort=random&status=lost&tag=&other=1', 'status=all&limit=50'],
])('the list of %s is asked for as it says, without what is not offered', async (path, asked) => {
  const api = apiWith([]);
  await show(api, undefined, path);
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBe(1));
  expect(api.asked.map(({ url }) => url)).toContain(`/api/tasks?${asked}`);
});

test('an edit sends only the details that were edited', async () => {
  const timed = { due_at: '2026-11-20T08:00:00.000Z', due_has_time: true, tz: 'UTC' };
  const api = apiWith([{ ...milk, ...timed, priority: 'low', tags: ['a, b'] }]).on(CHANGE, () =>
    Response.json({ ...milk, undo: null }),
  );
  await show(api);
  (await find<HTMLButtonElement>('[aria-label="Edit Buy milk"]')).click();
  type(await find<HTMLInputElement>('form[aria-label="Edit Buy milk"] input'), 'Buy oat milk');
  (await find<HTMLButtonElement>('form[aria-label="Edit Buy milk"] button[type=submit]:enabled')).click();
  await vi.waitFor(() => expect(api.count(CHANGE)).toBe(1));
  const sent = api.asked.find(({ route }) => route === CHANGE);
  expect(sent?.body).toEqual({ title: 'Buy oat milk', description: 'Two bottles', version: 1 });
});
