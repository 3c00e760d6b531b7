import { expect, test } from 'vitest';
import { readRequest } from '#core/grants/requests.ts';
import { aDoor, newUser } from '../testing/door.ts';
import { asked, CALLBACK, MCP, register, requestIdOf } from '../testing/sign-in.ts';

test('a client registers itself and is told its id, without a secret when it cannot keep one', async () => {
  const door = await aDoor();
  const response = await register(door);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({
    client_id: expect.stringMatching(/^[\w-]+$/),
    client_name: 'Test client',
    redirect_uris: [CALLBACK],
    token_endpoint_auth_method: 'none',
  });
});

test('O11: addresses that an answer must not go to are 400', async () => {
  const door = await aDoor();
  const eleven = Array.from({ length: 11 }, (_, i) => `https://app.example/${i}`);
  const bad: unknown[] = [
    ...['javascript:alert(1)', 'data:text/html,x', 'http://evil.example/cb', 'file:///etc/passwd'].map(
      (uri) => [uri],
    ),
    ['https://app.example/cb', 'http://evil.example/cb'],
    ['https://app.example/cb#f'],
    ['https://app.example@evil.example/cb'],
    ['cursor://anysphere/callback'],
    eleven,
    [],
    'https://app.example/cb',
    [{}],
    undefined,
  ];
  for (const redirect_uris of bad) {
    const response = await register(door, { redirect_uris });
    expect(response.status, JSON.stringify(redirect_uris)).toBe(400);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/^invalid_/) });
  }
});

test('O11: a body of more than 16 KiB is 413, with and without Content-Length', async () => {
  const door = await aDoor();
  const large = JSON.stringify({ redirect_uris: [CALLBACK], client_name: 'x'.repeat(17_000) });
  for (const body of [large, new Blob([large]).stream()]) {
    const request = new Request(`${MCP}/oauth/register`, { method: 'POST', body });
    expect((await door.fetch(request)).status).toBe(413);
  }
});

test('O11: five registrations a minute pass from one address, then 429', async () => {
  const door = await aDoor({ relaxed: false });
  const headers = { 'cf-connecting-ip': `198.51.100.${Math.floor(Math.random() * 250)}` };
  const statuses: number[] = [];
  for (let i = 0; i < 11; i += 1) {
    const request = new Request(`${MCP}/oauth/register`, { method: 'POST', headers, body: '{}' });
    statuses.push((await door.fetch(request)).status);
  }
  expect(statuses.slice(0, 5)).toEqual(Array(5).fill(400));
  expect(statuses).toContain(429);
});

test('O10: the name a client gives itself is cleaned and cut, and its pictures and links are never shown', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const names: [string, string][] = [
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['x'.repeat(10_000), 'x'.repeat(64)],
    ['\u202EelgooG', 'elgooG'],
    ['', 'An app without a name'],
  ];
  for (const [client_name, shown] of names) {
    const { client_id } = (await (await register(door, { client_name })).json()) as { client_id: string };
    const seen = await readRequest(user, requestIdOf(await asked(door, { client_id })));
    expect(seen.client_name).toBe(shown);
    expect(JSON.stringify(seen)).not.toContain('logo');
  }
  for (const bad of [{ logo_uri: 'javascript:alert(1)' }, { client_uri: 'data:text/html,x' }]) {
    expect((await register(door, bad)).status).toBe(400);
  }
});

test('junk instead of metadata is 400, and the Worker goes on answering', async () => {
  const door = await aDoor();
  for (const body of ['', 'null', '[]', '7', '{', '{"redirect_uris":{"length":1}}']) {
    const request = new Request(`${MCP}/oauth/register`, {
      method: 'POST',
      headers: { 'cf-connecting-ip': `2001:db8:${Math.floor(Math.random() * 60_000).toString(16)}::1` },
      body,
    });
    expect((await door.fetch(request)).status, body).toBe(400);
  }
  expect((await register(door)).status).toBe(201);
});
