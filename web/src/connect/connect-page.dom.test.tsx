import { expect, test, vi } from 'vitest';
import type { ConsentRequest } from '#core/grants/schema.ts';
import { FakeApi, refusal } from '../testing/fake-api.ts';
import { find, render } from '../testing/render.tsx';
import { ConnectPage } from './connect-page.tsx';

const ID = 'r'.repeat(43);
const ROUTE = `GET /api/oauth/requests/${ID}`;
const DECISION = `POST /api/oauth/requests/${ID}`;
const asked: ConsentRequest = {
  client_name: '<img src=x onerror=alert(1)> Claude',
  client_host: null,
  redirect_host: '127.0.0.1:3000',
  redirect_is_local: true,
  scopes: ['tasks:read', 'tasks:write'],
  expires_at: '2026-11-21T12:00:00.000Z',
};

async function show(api: FakeApi, path = `/connect?request=${ID}`) {
  const left: string[] = [];
  const page = <ConnectPage leave={(address) => left.push(address)} />;
  await render(page, { api, signedIn: true, path });
  return left;
}

const apiWith = (request: Partial<ConsentRequest> = {}) =>
  new FakeApi()
    .on(ROUTE, () => Response.json({ ...asked, ...request }))
    .on(DECISION, () => Response.json({ continue_url: 'https://mcp.example/authorize/complete' }));

const button = (name: string) =>
  vi.waitFor(() => {
    const found = [...document.querySelectorAll('button')].find((each) => each.textContent === name);
    if (!found) throw new Error(`no button ${name} in ${document.body.textContent}`);
    return found;
  });
const enabled = async (name: string) => {
  const found = await button(name);
  await vi.waitFor(() => expect(found.disabled).toBe(false));
  return found;
};

test('the page names app, host and account as text, with the host in bold', async () => {
  await show(apiWith());
  const heading = await find('h1 bdi');
  expect(heading.textContent).toBe(asked.client_name);
  expect(document.querySelector('main img')).toBeNull();
  const text = document.body.textContent;
  expect(text).toContain('ada@example.com');
  expect(text).toContain('Unverified');
  expect(text).toContain('a program on this device');
  expect(document.querySelector('strong')?.textContent).toBe('127.0.0.1:3000');
});

test('an app named by its own document shows the host that vouches for it', async () => {
  await show(
    apiWith({ client_host: 'claude.example', redirect_host: 'claude.example', redirect_is_local: false }),
  );
  await find('h1 bdi');
  expect(document.body.textContent).not.toMatch(/Unverified|on this device/);
  expect(document.querySelector('strong')?.textContent).toBe('claude.example');
});

test('O09: Allow does nothing for half a second, and again after the window comes to the front', async () => {
  const api = apiWith();
  await show(api);
  expect((await button('Allow')).disabled).toBe(true);
  const allow = await enabled('Allow');
  window.dispatchEvent(new Event('focus'));
  await vi.waitFor(() => expect(allow.disabled).toBe(true));
  allow.click();
  await enabled('Allow');
  expect(api.count(DECISION)).toBe(0);
});

test('Cancel comes before Allow, is ready at once, and says no', async () => {
  const api = apiWith();
  const left = await show(api);
  const cancel = await button('Cancel');
  expect(cancel.disabled).toBe(false);
  const order = cancel.compareDocumentPosition(await button('Allow'));
  expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  cancel.click();
  await vi.waitFor(() => expect(left).toEqual(['https://mcp.example/authorize/complete']));
  expect(api.asked.at(-1)?.body).toEqual({ decision: 'deny' });
});

test('Allow sends what the box says, once, and goes on', async () => {
  const api = apiWith();
  const left = await show(api);
  const box = await find<HTMLInputElement>('input[type=checkbox]');
  expect(box.checked).toBe(true);
  box.click();
  const allow = await enabled('Allow');
  allow.click();
  allow.click();
  await vi.waitFor(() => expect(left).toHaveLength(1));
  expect(api.count(DECISION)).toBe(1);
  expect(api.asked.at(-1)?.body).toEqual({ decision: 'allow', change_tasks: false });
});

test('an app that asked for reading only gets no more unless the box is ticked', async () => {
  await show(apiWith({ scopes: ['tasks:read'] }));
  expect((await find<HTMLInputElement>('input[type=checkbox]')).checked).toBe(false);
  expect(document.body.textContent).toContain('did not ask for this');
});

test('a request that is gone says so', async () => {
  await show(new FakeApi());
  await vi.waitFor(() => expect(document.body.textContent).toContain('has expired or was answered'));
});

test('a decision that fails is told, and nobody leaves', async () => {
  const api = apiWith().on(DECISION, () => refusal(409, 'limit_reached', 'You can connect at most 20 apps'));
  const left = await show(api);
  (await enabled('Allow')).click();
  await vi.waitFor(() => expect(document.body.textContent).toContain('at most 20 apps'));
  expect(left).toEqual([]);
  await enabled('Allow');
});
