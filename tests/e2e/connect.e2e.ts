// A real client connects itself through the browser: it registers, opens the page, the person decides, and the
// answer arrives at the port where the client listens.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Page } from '@playwright/test';
import { ScriptedSignIn } from '../integration/mcp-sign-in.ts';
import { type Account, expect, test } from './product.ts';

const MCP = new URL(process.env.MCP_URL ?? '');

type Listener = { url: string; callback: Promise<URL>; close(): void };

/** Where the client waits for its answer. */
async function startListener(): Promise<Listener> {
  let arrive: (callback: URL) => void = () => undefined;
  const callback = new Promise<URL>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/callback')) arrive(new URL(request.url, url));
    response.setHeader('content-type', 'text/html').end('<title>Client</title><p>Back in the app</p>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  return { url, callback, close: () => server.close() };
}

/** A client that signs in by the page, where `decide` acts for the person. */
async function connect(
  page: Page,
  decide: () => Promise<void>,
): Promise<{ signIn: ScriptedSignIn; transport: StreamableHTTPClientTransport }> {
  const listener = await startListener();
  // The product's own addresses; the fixture lets no other request out.
  await page.context().route(
    ({ origin }) => origin === MCP.origin || origin === new URL(listener.url).origin,
    (route) => route.continue(),
  );
  const person = {
    async answer(authorization: URL) {
      await page.goto(authorization.href);
      await decide();
      return listener.callback;
    },
  };
  const signIn = new ScriptedSignIn(person, listener.url);
  const transport = new StreamableHTTPClientTransport(MCP, { authProvider: signIn });
  await expect(newClient().connect(transport)).rejects.toThrow('Unauthorized');
  await expect(page.getByText('Back in the app')).toBeVisible();
  listener.close();
  return { signIn, transport };
}

const newClient = () => new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });

async function logIn(page: Page, { email, password }: Account): Promise<void> {
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('a stranger is sent by an app, signs in, allows it, and later disconnects it', async ({
  page,
  account,
}) => {
  await page.context().clearCookies();
  const { signIn, transport } = await connect(page, async () => {
    await logIn(page, account);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connect Outside client?');
    const main = page.getByRole('main');
    await expect(main).toContainText(account.email);
    await expect(main).toContainText('Unverified');
    await expect(main.locator('strong')).toHaveText(/^127\.0\.0\.1:\d+$/);
    await expect(page.getByRole('button', { name: 'Open chat' })).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'Change tasks' }).check();
    await page.getByRole('button', { name: 'Allow' }).click();
  });
  await transport.finishAuth(signIn.callback?.searchParams ?? new URLSearchParams());
  expect(signIn.tokens()?.scope).toBe('tasks:read tasks:write');

  const client = newClient();
  await client.connect(new StreamableHTTPClientTransport(MCP, { authProvider: signIn }));
  await client.callTool({ name: 'add_task', arguments: { title: 'Added from outside' } });
  await page.goto('/tasks');
  await expect(page.getByText('Added from outside')).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Apps' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connected apps');
  const row = page.getByRole('list', { name: 'Apps' }).getByRole('listitem');
  await expect(row).toContainText('Outside client');
  await expect(row).toContainText('Sees and changes tasks');
  await page.getByRole('button', { name: 'Disconnect Outside client' }).click();
  await expect(page.getByText('No app is connected')).toBeVisible();
  // The transport would send a person to decide again; here nobody is asked.
  const { access_token = '' } = signIn.tokens() ?? {};
  const refused = await page.request.post(MCP.href, {
    headers: { authorization: `Bearer ${access_token}`, accept: 'application/json, text/event-stream' },
    data: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  });
  expect(refused.status()).toBe(401);
});

test('Cancel is first in the order of the keyboard and sends the refusal to the app', async ({
  page,
  account,
}) => {
  expect(account.token).not.toBe('');
  const { signIn } = await connect(page, async () => {
    const allow = page.getByRole('button', { name: 'Allow' });
    await expect(allow).toBeEnabled();
    await page.getByRole('checkbox', { name: 'Change tasks' }).focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(allow).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
  });
  expect(signIn.callback?.searchParams.get('error')).toBe('access_denied');
  expect(signIn.callback?.searchParams.has('code')).toBe(false);
  await page.goto('/connections');
  await expect(page.getByText('No app is connected')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages about apps are accessible and fit the screen in the ${colorScheme} theme`, async ({
    page,
    account,
  }) => {
    expect(account.token).not.toBe('');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    };
    await connect(page, async () => {
      await expect(page.getByRole('button', { name: 'Allow' })).toBeEnabled();
      await check();
      await page.getByRole('button', { name: 'Allow' }).click();
    });
    await page.goto('/connections');
    await expect(page.getByRole('list', { name: 'Apps' })).toBeVisible();
    await check();
  });
}

test('O09: the page may not be framed, and without a request it says that there is none', async ({
  page,
  account,
}) => {
  expect(account.token).not.toBe('');
  const response = await page.goto('/connect');
  expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(response?.headers()['x-frame-options']).toBe('DENY');
  await expect(page.getByText('has expired or was answered')).toBeVisible();
  await page.goto(`/connect?request=${'x'.repeat(43)}`);
  await expect(page.getByText('has expired or was answered')).toBeVisible();
});
