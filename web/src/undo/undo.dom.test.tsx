import { expect, test, vi } from 'vitest';
import type { Task } from '#core/tasks/schema.ts';
import { useChatLinks } from '../chat/use-chat-links.ts';
import { TasksPage } from '../tasks/tasks-page.tsx';
import { ada, FakeApi, gate, refusal } from '../testing/fake-api.ts';
import { find, render } from '../testing/render.tsx';
import { ToastStack } from '../toasts/toast-stack.tsx';

const EVENT = '8a4f2c66-51f0-4b6c-9a9e-0f4f8f1b2c3d';
const UNDO = `POST /api/events/${EVENT}/undo`;
const milk: Task = {
  id: '5b0f3a86-3c0b-4f43-9a0e-0b8a3a1f7a11',
  number: 3,
  title: 'Buy milk',
  description: null,
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

function apiWith(tasks: Task[]): FakeApi {
  const counts = { total: tasks.length, completed: 0, pending: tasks.length };
  return new FakeApi()
    .on('GET /api/tasks', () => Response.json(tasks))
    .on('GET /api/auth/me', () => Response.json({ ...ada, timezone: 'UTC', counts }))
    .on(`PATCH /api/tasks/${milk.id}/complete`, () =>
      Response.json({ ...milk, is_completed: true, version: 2, undo: EVENT }),
    );
}

const page = (
  <>
    <TasksPage />
    <ToastStack chatCovers={false} />
  </>
);
const show = (api: FakeApi) => render(page, { api, signedIn: true, path: '/tasks' });
const toast = () => document.querySelector('section[aria-label=Notifications]')?.textContent;
const button = (name: string) =>
  vi.waitFor(() => {
    const found = [...document.querySelectorAll<HTMLButtonElement>('section button')].find(
      (each) => each.textContent === name,
    );
    if (!found) throw new Error(`No button ${name} in ${toast()}`);
    return found;
  });
const tick = async () => (await find<HTMLInputElement>('input[type=checkbox]')).click();
const undos = (api: FakeApi) => api.asked.filter(({ route }) => route === UNDO);
const keyOf = (asked: { headers: Headers } | undefined) => asked?.headers.get('idempotency-key');

test('undo sends a key, waits, and then says what has become of the task', async () => {
  const answer = gate<Response>();
  const api = apiWith([milk]).on(UNDO, () => answer.promise);
  await show(api);
  await tick();
  const undo = await button('Undo');
  expect(toast()).toContain('Completed “Buy milk”');
  undo.click();
  await vi.waitFor(() => expect(undo.getAttribute('aria-disabled')).toBe('true'));
  undo.click();
  const lists = api.count('GET /api/tasks');
  answer.open(Response.json({ ...milk, version: 3, undo: crypto.randomUUID() }));
  await vi.waitFor(() => expect(toast()).toBe('Undone: “Buy milk” is as it was before'));
  expect(undos(api)).toHaveLength(1);
  expect(keyOf(undos(api)[0])).toMatch(/^[\da-f-]{36}$/);
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBeGreaterThan(lists));
});

test('an undo that found no server is tried again with the same key', async () => {
  const api = apiWith([milk]).on(UNDO, () => Promise.reject(new TypeError('Failed to fetch')));
  await show(api);
  await tick();
  (await button('Undo')).click();
  const again = await button('Try again');
  expect(toast()).toContain('Connection lost');
  api.on(UNDO, () => Response.json({ ...milk, undo: crypto.randomUUID(), deleted: true }));
  again.click();
  await vi.waitFor(() => expect(toast()).toBe('Undone: “Buy milk” is off the list again'));
  expect(keyOf(undos(api)[1])).toBe(keyOf(undos(api)[0]));
});

test('a conflict is said in the words of the server, and there is nothing to try again', async () => {
  const sentence = 'A task was changed in the meantime, so nothing was undone';
  const api = apiWith([milk]).on(UNDO, () => refusal(409, 'conflict', sentence));
  await show(api);
  await tick();
  (await button('Undo')).click();
  await vi.waitFor(() => expect(toast()).toBe(sentence));
});

test('a change that changed nothing offers nothing', async () => {
  const api = apiWith([milk]).on(`PATCH /api/tasks/${milk.id}/complete`, () =>
    Response.json({ ...milk, is_completed: true, undo: null }),
  );
  await show(api);
  await tick();
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBe(2));
  expect(toast()).toBe('');
});

test('a tick that failed is sent again with its key, and the opposite with another', async () => {
  const COMPLETE = `PATCH /api/tasks/${milk.id}/complete`;
  const api = apiWith([milk]).on(COMPLETE, () => refusal(503, 'database_unavailable', 'Down'));
  await show(api);
  const keys = () => api.asked.filter(({ route }) => route === COMPLETE).map(keyOf);
  await tick();
  await find('[role=alert]');
  await find('input[type=checkbox]:not(:checked)');
  api.on('GET /api/tasks', () => Response.json([{ ...milk, is_completed: true, version: 2 }]));
  api.on(COMPLETE, () => Response.json({ ...milk, is_completed: true, version: 2, undo: EVENT }));
  await tick();
  await find('input[type=checkbox]:checked');
  await button('Undo');
  await vi.waitFor(() => expect(api.count('GET /api/tasks')).toBe(3));
  await tick();
  await vi.waitFor(() => expect(keys()).toHaveLength(3));
  expect(keys()[1]).toBe(keys()[0]);
  expect(keys()[2]).not.toBe(keys()[0]);
});

test('Ctrl+Z undoes the newest change, but belongs to a text field that has the focus', async () => {
  const api = apiWith([milk]).on(UNDO, () => Response.json({ ...milk, undo: EVENT }));
  await show(api);
  await tick();
  await button('Undo');
  const press = (target: EventTarget) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  press(await find('[aria-label="Task title"]'));
  expect(undos(api)).toHaveLength(0);
  press(document.body);
  await vi.waitFor(() => expect(undos(api)).toHaveLength(1));
});

function Link({ name, data }: { name: string; data?: Record<string, unknown> }) {
  const open = useChatLinks();
  return (
    <button type="button" id="link" onClick={() => open({ name, data })}>
      Undo
    </button>
  );
}

test('a link of the conversation undoes its change, once', async () => {
  const answer = gate<Response>();
  const api = apiWith([]).on(UNDO, () => answer.promise);
  await render(
    <>
      <Link name="undo" data={{ event: EVENT }} />
      <ToastStack chatCovers={false} />
    </>,
    { api, signedIn: true },
  );
  const link = await find('#link');
  link.click();
  await vi.waitFor(() => expect(toast()).toBe('Undoing…'));
  link.click();
  answer.open(Response.json({ ...milk, undo: crypto.randomUUID() }));
  await vi.waitFor(() => expect(toast()).toContain('Undone'));
  expect(undos(api)).toHaveLength(1);
});

test.each([
  ['delete', { event: EVENT }],
  ['undo', {}],
  ['undo', { event: '../auth/logout' }],
  ['undo', { event: [EVENT] }],
])('a link to %s with %j does nothing', async (name, data) => {
  const api = apiWith([]);
  await render(
    <>
      <Link name={name} data={data} />
      <ToastStack chatCovers={false} />
    </>,
    { api, signedIn: true },
  );
  const before = api.asked.length;
  (await find('#link')).click();
  expect(toast()).toBe('');
  expect(api.asked).toHaveLength(before);
});
