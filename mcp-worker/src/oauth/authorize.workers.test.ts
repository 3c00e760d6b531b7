import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { oauthRequests } from '#core/db/tables/oauth.ts';
import { sha256 } from '#core/grants/hash.ts';
import { readRequest } from '#core/grants/requests.ts';
import { aDoor, newUser, PRODUCTION } from '../testing/door.ts';
import {
  aClient,
  aCode,
  asked,
  CALLBACK,
  expectErrorRedirect,
  expectPage,
  MCP,
  proofKey,
  redeem,
  requestIdOf,
  tokensOf,
} from '../testing/sign-in.ts';

const HTTPS = 'https://app.example/cb';

test('a good request is put by, and the browser goes to the site with the same id as its cookie', async () => {
  const door = await aDoor();
  const response = await asked(door, { client_id: await aClient(door) });
  expect(response.status).toBe(302);
  const id = requestIdOf(response);
  expect(response.headers.get('location')).toBe(`http://127.0.0.1:5173/connect?request=${id}`);
  expect(response.headers.get('set-cookie')).toBe(`txn=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600`);
  const user = await newUser(door);
  expect(await readRequest(user, id)).toEqual({
    client_name: 'Test client',
    client_host: null,
    redirect_host: '127.0.0.1:3000',
    redirect_is_local: true,
    scopes: ['tasks:read', 'tasks:write'],
    expires_at: expect.any(String),
  });
});

test('in production the cookie is __Host-, secure, and the page the one of the site', async () => {
  const door = await aDoor({ ...PRODUCTION, webOrigins: ['https://app.example.com'] });
  const there = (path: string, init?: RequestInit) =>
    door.fetch(new Request(`https://mcp.example.com${path}`, init));
  const registered = await there('/oauth/register', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [HTTPS], token_endpoint_auth_method: 'none' }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  const { challenge } = await proofKey();
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id, redirect_uri: HTTPS },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  });
  const response = await there(`/authorize?${query}`);
  expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\.com\/connect\?request=/);
  expect(response.headers.get('set-cookie')).toMatch(
    /^__Host-txn=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/,
  );
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('O01: a redirect address that is not letter for letter a registered one is answered by a page', async () => {
  const door = await aDoor();
  const client_id = await aClient(door, { redirect_uris: [HTTPS] });
  await aClient(door, { redirect_uris: ['https://other.example/cb'] });
  for (const redirect_uri of [
    `${HTTPS}/x`,
    `${HTTPS}?x=1`,
    `${HTTPS}#f`,
    'https://app.example@evil/cb',
    'http://app.example/cb',
    'https://other.example/cb',
    'HTTPS://APP.EXAMPLE/cb/../evil',
    undefined,
  ]) {
    await expectPage(await asked(door, { client_id, redirect_uri }));
  }
  await expectPage(await asked(door, { client_id: 'nobody', redirect_uri: HTTPS }));
  await expectPage(await asked(door, { redirect_uri: HTTPS }));
});

test('O02: a program on this machine may come back on any port, and only there', async () => {
  const door = await aDoor();
  const client_id = await aClient(door);
  const otherPort = await asked(door, { client_id, redirect_uri: 'http://127.0.0.1:9999/cb' });
  const read = await readRequest(await newUser(door), requestIdOf(otherPort));
  expect(read).toMatchObject({ redirect_host: '127.0.0.1:9999', redirect_is_local: true });
  for (const redirect_uri of [
    'http://127.0.0.1.evil.com/cb',
    'http://localhost:1/cb',
    'http://127.0.0.1:1/',
  ]) {
    await expectPage(await asked(door, { client_id, redirect_uri }));
  }
});

test('O03: every client must prove itself with S256, confidential ones too', async () => {
  const door = await aDoor();
  const plain = await aClient(door);
  const confidential = await aClient(door, { token_endpoint_auth_method: 'client_secret_basic' });
  for (const client_id of [plain, confidential]) {
    expectErrorRedirect(await asked(door, { client_id, code_challenge_method: 'plain' }), 'invalid_request');
    expectErrorRedirect(
      await asked(door, { client_id, code_challenge: undefined, code_challenge_method: undefined }),
      'invalid_request',
    );
    expectErrorRedirect(await asked(door, { client_id, code_challenge: 'x'.repeat(10) }), 'invalid_request');
  }
});

test('O04: other kinds of answers are refused', async () => {
  const door = await aDoor();
  const client_id = await aClient(door);
  for (const response_type of ['token', 'id_token', undefined]) {
    const response = await asked(door, { client_id, response_type });
    const error = new URL(response.headers.get('location') ?? '').searchParams.get('error') ?? '';
    expect(['unsupported_response_type', 'invalid_request']).toContain(error);
    expectErrorRedirect(response, error);
  }
  expectErrorRedirect(await asked(door, { client_id, response_mode: 'fragment' }), 'invalid_request');
});

test('O07: a token for another resource, or for two, is not given', async () => {
  const door = await aDoor();
  const client_id = await aClient(door);
  expectErrorRedirect(
    await asked(door, { client_id, resource: 'https://other.example/mcp' }),
    'invalid_target',
  );
  const { challenge } = await proofKey();
  const two = new URLSearchParams([
    ['response_type', 'code'],
    ['client_id', client_id],
    ['redirect_uri', CALLBACK],
    ['code_challenge', challenge],
    ['code_challenge_method', 'S256'],
    ['state', 'state of the client'],
    ['resource', `${MCP}/mcp`],
    ['resource', 'https://other.example/mcp'],
  ]);
  expectErrorRedirect(await door.fetch(new Request(`${MCP}/authorize?${two}`)), 'invalid_target');
  expect((await asked(door, { client_id, resource: `${MCP}/mcp` })).status).toBe(302);
});

test('repeated parameters and a state of more than 1,024 characters are answered by a page', async () => {
  const door = await aDoor();
  const client_id = await aClient(door);
  await expectPage(await asked(door, { client_id, state: 'x'.repeat(1_025) }));
  const twice = `client_id=${client_id}&client_id=${client_id}&redirect_uri=${CALLBACK}&response_type=code`;
  await expectPage(await door.fetch(new Request(`${MCP}/authorize?${twice}`)));
});

test('O14: unknown rights are not offered, prompt=none shows the page all the same, and leaving out stays out', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const client_id = await aClient(door);
  const response = await asked(door, { client_id, scope: 'admin tasks:write', prompt: 'none' });
  expect((await readRequest(user, requestIdOf(response))).scopes).toEqual(['tasks:read', 'tasks:write']);
  const none = await asked(door, { client_id, scope: 'admin' });
  expect((await readRequest(user, requestIdOf(none))).scopes).toEqual(['tasks:read']);

  const code = await aCode(door, user, { clientId: client_id, changeTasks: false });
  expect((await tokensOf(await redeem(door, code))).scope).toBe('tasks:read');
});

test('only a hash of the id is stored, and nothing of it reaches the log', async () => {
  const door = await aDoor();
  const id = requestIdOf(await asked(door, { client_id: await aClient(door) }));
  const rows = await door.deps.db
    .select()
    .from(oauthRequests)
    .where(eq(oauthRequests.idHash, await sha256(id)));
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(id);
  expect(JSON.stringify(door.lines)).not.toContain(id);
});

test('20 requests for access a minute pass from one address, and one more is 429', async () => {
  const door = await aDoor({ relaxed: false });
  const headers = { 'cf-connecting-ip': `203.0.113.${Math.floor(Math.random() * 250)}` };
  const statuses: number[] = [];
  for (let i = 0; i < 41; i += 1) {
    const response = await door.fetch(new Request(`${MCP}/authorize`, { headers }));
    statuses.push(response.status);
    if (response.status === 429) expect(response.headers.get('retry-after')).toBe('60');
  }
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(400));
  expect(statuses).toContain(429);
});
