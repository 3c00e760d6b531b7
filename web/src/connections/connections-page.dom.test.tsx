import { expect, test, vi } from 'vitest';
import type { ConnectedClient } from '#core/grants/schema.ts';
import { FakeApi, refusal } from '../testing/fake-api.ts';
import { find, render } from '../testing/render.tsx';
import { ConnectionsPage } from './connections-page.tsx';

const claude: ConnectedClient = {
  id: '5b0f3a86-3c0b-4f43-9a0e-0b8a3a1f7a11',
  client_name: 'Claude',
  client_host: 'claude.example',
  redirect_host: 'claude.example',
  scopes: ['tasks:read', 'tasks:write'],
  created_at: '2026-11-20T08:00:00.000Z',
  last_used_at: null,
  expires_at: '2026-12-20T08:00:00.000Z',
};
const script = {
  ...claude,
  id: '0d2f7a52-3b5e-4c58-9f34-6f4d2f8b9a02',
  client_name: 'A script',
  client_host: null,
};
const ONE = `DELETE /api/oauth/grants/${claude.id}`;

/** An API whose list follows what is disconnected. */
function apiWith(apps: ConnectedClient[]): FakeApi {
  let left = apps;
  return new FakeApi()
    .on('GET /api/oauth/grants', () => Response.json(left))
    .on(ONE, () => {
      left = left.filter(({ id }) => id !== claude.id);
      return Response.json({ message: 'The app is disconnected' });
    })
    .on('DELETE /api/oauth/grants', () => {
      left = [];
      return Response.json({ message: 'All apps are disconnected', disconnected: apps.length });
    });
}

const show = (api: FakeApi) => render(<ConnectionsPage />, { api, signedIn: true, path: '/connections' });
const text = () => document.body.textContent;
const nameOf = (button: HTMLButtonElement) => button.getAttribute('aria-label') ?? button.textContent;
const press = (name: string) =>
  vi.waitFor(() => {
    const found = [...document.querySelectorAll('button')].find((button) => nameOf(button) === name);
    if (!found) throw new Error(`no button ${name}`);
    found.click();
  });

test('the page lists each app with its rights and who vouches for it', async () => {
  await show(apiWith([claude, { ...script, scopes: ['tasks:read'] }]));
  const rows = await vi.waitFor(() => {
    const found = [...document.querySelectorAll('ul[aria-label=Apps] > li')];
    expect(found).toHaveLength(2);
    return found;
  });
  expect(rows[0]?.textContent).toMatch(
    /Claude.*Named by claude\.example.*Sees and changes tasks.*Never used/,
  );
  expect(rows[1]?.textContent).toMatch(/A script.*Unverified.*Sees tasks/);
});

test('an app is disconnected by its own button, which says so', async () => {
  const api = apiWith([claude, script]);
  await show(api);
  await press('Disconnect Claude');
  await vi.waitFor(() => expect(document.querySelectorAll('ul[aria-label=Apps] > li')).toHaveLength(1));
  expect(api.count(ONE)).toBe(1);
  expect((await find('[role=status]')).textContent).toBe('Disconnected Claude');
});

test('all are disconnected after one more question', async () => {
  const api = apiWith([claude, script]);
  await show(api);
  await press('Disconnect all');
  expect(api.count('DELETE /api/oauth/grants')).toBe(0);
  await press('Disconnect');
  await vi.waitFor(() => expect(text()).toContain('No app is connected'));
});

test('a failure is told and the app stays in the list', async () => {
  const api = apiWith([claude]).on(ONE, () =>
    refusal(503, 'database_unavailable', 'Service temporarily unavailable'),
  );
  await show(api);
  await press('Disconnect Claude');
  await vi.waitFor(() => expect(text()).toContain('temporarily unavailable'));
  expect(text()).toContain('Claude');
});
