import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { users } from '#core/db/tables/users.ts';
import { rowsOf } from '#dev/factories.ts';
import { METADATA_PATH } from './guard.ts';
import {
  aDoor,
  bearer,
  legacy,
  modern,
  newUser,
  PRODUCTION,
  post,
  rpcAnswer,
  toolAnswer,
  turnToken,
} from './testing/door.ts';

const LIST = { name: 'list_tasks', arguments: {} };
const ORIGIN = 'http://127.0.0.1:8788';

test('M06: without a token every call is 401 and says where to learn more', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  const attempts = [
    modern('tools/call', LIST),
    modern('tools/call', LIST, { authorization: `Basic ${token}` }),
    modern('tools/call', LIST, { authorization: 'Bearer' }),
    modern('tools/call', LIST, { authorization: token }),
    modern('tools/call', LIST, { cookie: `access_token=${token}` }),
    modern('tools/call', LIST, {}, `${ORIGIN}/mcp?access_token=${token}`),
  ];
  for (const attempt of attempts) {
    const response = await door.fetch(attempt);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${ORIGIN}${METADATA_PATH}", scope="tasks:read"`,
    );
    expect(await response.json()).toEqual({ detail: 'Not authenticated', code: 'not_authenticated' });
  }
});

test('the protected-resource metadata needs no token and names this resource', async () => {
  const door = await aDoor();
  const response = await door.fetch(new Request(`${ORIGIN}${METADATA_PATH}`));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    resource: `${ORIGIN}/mcp`,
    authorization_servers: [ORIGIN],
    scopes_supported: ['tasks:read'],
    bearer_methods_supported: ['header'],
    resource_name: 'edge-todo',
  });
});

test('M10, M12: expired, damaged, foreign and combined tokens are 401 invalid_token or token_expired', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const good = await turnToken(door, user);
  const other = await aDoor({ tokenSecret: 'another secret of more than 32 bytes' });
  const expired = await turnToken(door, user, undefined, new Date(Date.now() - 126_000));
  const cases: [string, string][] = [
    [expired, 'token_expired'],
    [`${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`, 'invalid_token'],
    [`${good}, Bearer ${good}`, 'invalid_token'],
    [await turnToken(other, user), 'invalid_token'],
    ['user:grant:secret', 'invalid_token'],
    ['x'.repeat(3_000), 'invalid_token'],
  ];
  for (const [token, code] of cases) {
    const response = await door.fetch(modern('tools/call', LIST, bearer(token)));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", resource_metadata=/,
    );
    expect(await response.json()).toMatchObject({ code });
  }
  expect(door.lines.every((line) => line.db_requests === 0)).toBe(true);
  const nearlyExpired = await turnToken(door, user, undefined, new Date(Date.now() - 123_000));
  expect(
    (await door.fetch(modern('tools/call', LIST, { authorization: `bearer  ${nearlyExpired}` }))).status,
  ).toBe(200);
});

test('M10: in production a turn token passes through the binding only', async () => {
  const door = await aDoor(PRODUCTION);
  const token = await turnToken(door, await newUser(door));
  const request = () =>
    modern('tools/call', LIST, { ...bearer(token), host: 'mcp.example.com' }, 'https://mcp.example.com/mcp');
  const outside = await door.fetch(request());
  expect(outside.status).toBe(401);
  expect(outside.headers.get('www-authenticate')).toContain(`"https://mcp.example.com${METADATA_PATH}"`);
  expect((await toolAnswer(await door.fetch(request(), 'turn'))).isError).toBe(false);
});

test('A10, A11: a user deactivated, deleted or signed out everywhere is refused with 401, in both revisions', async () => {
  const door = await aDoor();
  const refusals = {
    inactive_user: { isActive: false },
    invalid_token: { tokenVersion: 1 },
  };
  for (const [code, change] of Object.entries(refusals)) {
    for (const request of [modern, legacy]) {
      const user = await newUser(door);
      const token = await turnToken(door, user);
      await user.db.update(users).set(change).where(sql`${users.id} = ${user.userId}`);
      const call = { name: 'add_task', arguments: { title: 'x' } };
      const response = await door.fetch(request('tools/call', call, bearer(token)));
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(await response.json()).toMatchObject({ code });
    }
  }
  const user = await newUser(door);
  const token = await turnToken(door, user);
  await user.db.delete(users).where(sql`${users.id} = ${user.userId}`);
  const response = await door.fetch(modern('tools/call', LIST, bearer(token)));
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ detail: 'Inactive user', code: 'inactive_user' });
});

test('M13: a token that may only read is refused every change with 403, and changes nothing', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  await door.fetch(
    modern(
      'tools/call',
      { name: 'add_task', arguments: { title: 'x' } },
      bearer(await turnToken(door, user)),
    ),
  );
  const before = await rowsOf(user);
  const reading = await turnToken(door, user, 'tasks:read');
  const changes = {
    add_task: { title: 'y' },
    complete_task: { task_id: 1 },
    delete_task: { task_id: 1 },
    update_task: { task_id: 1, title: 'y' },
  };
  for (const [name, args] of Object.entries(changes)) {
    for (const request of [modern, legacy]) {
      const response = await door.fetch(request('tools/call', { name, arguments: args }, bearer(reading)));
      expect(response.status).toBe(403);
      expect(response.headers.get('www-authenticate')).toMatch(
        /error="insufficient_scope", scope="tasks:write"/,
      );
      expect(await response.json()).toMatchObject({ code: 'insufficient_scope' });
    }
  }
  expect(await rowsOf(user)).toEqual(before);
  expect((await toolAnswer(await door.fetch(modern('tools/call', LIST, bearer(reading))))).isError).toBe(
    false,
  );
});

test('a token that may write may also read; one without a known right may list the tools only', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const writing = await turnToken(door, user, 'tasks:write');
  expect((await door.fetch(modern('tools/call', LIST, bearer(writing)))).status).toBe(200);
  const nothing = await turnToken(door, user, 'admin');
  expect((await door.fetch(modern('tools/call', LIST, bearer(nothing)))).status).toBe(403);
  expect((await door.fetch(modern('tools/list', {}, bearer(nothing)))).status).toBe(200);
});

test('M04: a page of another site is refused by its Origin; ours, loopback in development and none pass', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  const statusOf = async (origin: string | undefined) =>
    (await door.fetch(modern('tools/list', {}, { ...bearer(token), origin }))).status;
  for (const origin of [
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'https://localhost@evil.example',
  ]) {
    expect(await statusOf(origin), origin).toBe(403);
  }
  for (const origin of [undefined, 'http://localhost:5173', 'http://127.0.0.1:6274', 'http://[::1]:1']) {
    expect(await statusOf(origin), origin).toBe(200);
  }
  const refused = await door.fetch(modern('tools/list', {}, { origin: 'https://evil.example' }));
  expect(await refused.json()).toEqual({
    jsonrpc: '2.0',
    error: { code: -32000, message: 'Origin not allowed' },
  });

  const production = await aDoor(PRODUCTION);
  const there = (origin: string) =>
    production.fetch(
      modern('tools/list', {}, { origin, host: 'mcp.example.com' }, 'https://mcp.example.com/mcp'),
    );
  expect((await there('http://localhost:5173')).status).toBe(403);
  expect((await there('https://app.example.com')).status).toBe(401);
});

test('M05: a foreign Host is refused and X-Forwarded-Host ignored', async () => {
  const development = await aDoor();
  const token = await turnToken(development, await newUser(development));
  const at = (url: string, headers = {}) => modern('tools/list', {}, { ...bearer(token), ...headers }, url);
  expect((await development.fetch(at('http://evil.example/mcp'))).status).toBe(403);
  expect(
    (await development.fetch(at('http://localhost:8788/mcp', { 'x-forwarded-host': 'evil.example' }))).status,
  ).toBe(200);
  expect((await development.fetch(at('http://[::1]:8788/mcp'))).status).toBe(200);

  const production = await aDoor(PRODUCTION);
  for (const url of [
    'https://evil.example/mcp',
    'https://localhost/mcp',
    'https://mcp.example.com.evil.example/mcp',
  ]) {
    expect((await production.fetch(at(url))).status, url).toBe(403);
  }
  expect((await production.fetch(at('https://mcp.example.com/mcp'))).status).toBe(401);
});

test('the turn door asks nothing about Host, because the binding makes up its own', async () => {
  const door = await aDoor(PRODUCTION);
  const token = await turnToken(door, await newUser(door));
  const response = await door.fetch(modern('tools/list', {}, bearer(token), 'https://mcp/mcp'), 'turn');
  expect((await rpcAnswer(response)).result?.tools).toHaveLength(5);
});

test('120 calls a minute of one user pass at the public door, and one more is 429 with Retry-After', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  const call = (entry: 'public' | 'turn') => door.fetch(post('no json', bearer(token)), entry);
  const statuses = [];
  for (let i = 0; i < 120; i += 1) statuses.push((await call('public')).status);
  expect(new Set(statuses)).toEqual(new Set([400]));
  const refused = await firstRefusal(() => call('public'), 121);
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(await refused.json()).toEqual({ detail: 'Rate limit exceeded', code: 'rate_limited' });
  expect((await call('turn')).status).toBe(400);
});

test('300 requests a minute of one address pass, an IPv6 address counts as its /64', async () => {
  const door = await aDoor({ relaxed: false });
  const host = Math.random().toString(16).slice(2, 6);
  const ask = (last: string) =>
    door.fetch(
      new Request(`${ORIGIN}${METADATA_PATH}`, {
        headers: { 'cf-connecting-ip': `2001:db8:${host}::${last}` },
      }),
    );
  const statuses = [];
  for (let i = 0; i < 300; i += 1) statuses.push((await ask(i.toString(16))).status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await firstRefusal((i) => ask(`f${i.toString(16)}`), 301)).status).toBe(429);
});

/** The minute may turn between the calls before and these: then it takes as many again. */
async function firstRefusal(ask: (i: number) => Promise<Response>, atMost: number): Promise<Response> {
  for (let i = 0; i < atMost; i += 1) {
    const response = await ask(i);
    if (response.status === 429) return response;
  }
  throw new Error(`${atMost} more requests passed`);
}
