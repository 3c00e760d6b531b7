import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { oauthGrants } from '#core/db/tables/oauth.ts';
import { taskEvents, tasks } from '#core/db/tables/tasks.ts';
import { users } from '#core/db/tables/users.ts';
import { listGrants, revokeGrants } from '#core/grants/grants.ts';
import { rowsOf } from '#dev/factories.ts';
import { aDoor, bearer, modern, newUser, PRODUCTION, post, toolAnswer } from '../testing/door.ts';
import { aConnectedClient, MCP, refresh } from '../testing/sign-in.ts';

const list = (token: string) => modern('tools/call', { name: 'list_tasks', arguments: {} }, bearer(token));
const add = (token: string, title = 'x') =>
  modern('tools/call', { name: 'add_task', arguments: { title } }, bearer(token));

test('M15: what a client changes is recorded with its name', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { access_token } = await aConnectedClient(door, user);
  expect((await toolAnswer(await door.fetch(add(access_token)))).isError).toBe(false);
  const events = await door.deps.db.select().from(taskEvents).where(eq(taskEvents.userId, user.userId));
  expect(events).toMatchObject([{ actor: 'mcp:Test client', turnId: null, conversationId: null }]);
});

test('M13: a client that may only read is refused every change with 403, and told which right it needs', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const writing = await aConnectedClient(door, user);
  await door.fetch(add(writing.access_token));
  const { access_token } = await aConnectedClient(door, user, { changeTasks: false });
  const ownTasks = () => door.deps.db.select().from(tasks).where(eq(tasks.userId, user.userId));
  const before = await ownTasks();
  const changes = {
    add_task: { title: 'y' },
    complete_task: { task_id: 1 },
    delete_task: { task_id: 1 },
    update_task: { task_id: 1, title: 'y' },
  };
  for (const [name, args] of Object.entries(changes)) {
    const response = await door.fetch(modern('tools/call', { name, arguments: args }, bearer(access_token)));
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="tasks:write", resource_metadata="${MCP}/.well-known/oauth-protected-resource/mcp"`,
    );
  }
  expect(await ownTasks()).toEqual(before);
  expect((await toolAnswer(await door.fetch(list(access_token)))).isError).toBe(false);
});

test('O13: a grant ended here is refused within ten seconds, and its refresh token is worth nothing', async () => {
  let now = new Date();
  const door = await aDoor({}, { now: () => now });
  const user = { ...(await newUser(door)), now: () => now };
  const { access_token, refresh_token, clientId } = await aConnectedClient(door, user);
  expect((await door.fetch(list(access_token))).status).toBe(200);
  const [grant] = await listGrants(user);
  await revokeGrants(user, grant?.id ?? '');
  now = new Date(now.getTime() + 10_000);
  const refused = await door.fetch(list(access_token));
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toMatch(
    /^Bearer error="invalid_token", resource_metadata=/,
  );
  const answer = await refresh(door, clientId, refresh_token);
  expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
});

test('O13: the API Worker has a grant taken out of KV at once, through its own door only', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { access_token } = await aConnectedClient(door, user);
  const [mine] = await door.deps.db.select().from(oauthGrants).where(eq(oauthGrants.userId, user.userId));
  const grants = [{ userId: user.userId, serverGrantId: mine?.serverGrantId }];
  const revoke = (body: unknown) => post(JSON.stringify(body), {}, `${MCP}/grants/revocations`);
  expect((await door.fetch(revoke({ grants }))).status).toBe(404);
  expect((await door.fetch(list(access_token))).status).toBe(200);
  for (const bad of [{}, { grants: [{ userId: 'x', serverGrantId: 'y' }] }, { grants, more: 1 }, null]) {
    expect((await door.fetch(revoke(bad), 'turn')).status).toBe(400);
  }
  expect((await door.fetch(revoke({ grants }), 'turn')).status).toBe(204);
  expect((await door.fetch(list(access_token))).status).toBe(401);
});

test('A10, A11: the clients of somebody deactivated, deleted or signed out everywhere are refused', async () => {
  for (const change of [{ isActive: false }, { tokenVersion: 1 }, undefined]) {
    const door = await aDoor();
    const user = await newUser(door);
    const { access_token, refresh_token, clientId } = await aConnectedClient(door, user);
    const row = eq(users.id, user.userId);
    await (change ? user.db.update(users).set(change).where(row) : user.db.delete(users).where(row));
    expect((await door.fetch(add(access_token))).status).toBe(401);
    expect((await refresh(door, clientId, refresh_token)).status).toBe(400);
  }
});

test('M11: a client token is nothing at the turn door, and half a token nothing at all', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const before = await rowsOf(user);
  const { access_token } = await aConnectedClient(door, user);
  expect((await door.fetch(add(access_token), 'turn')).status).toBe(401);
  const [userId, grant, secret] = access_token.split(':');
  for (const token of [
    `${userId}:${grant}:x`,
    `${userId}:x:${secret}`,
    `${crypto.randomUUID()}:${grant}:${secret}`,
  ]) {
    expect((await door.fetch(add(token))).status).toBe(401);
  }
  expect(await rowsOf(user)).toEqual(before);
});

test('10,000 calls a day pass for one grant, and one more waits until midnight UTC', async () => {
  const now = new Date('2026-11-21T23:00:00.000Z');
  const door = await aDoor({}, { now: () => now });
  const user = { ...(await newUser(door)), now: () => now };
  const { access_token } = await aConnectedClient(door, user);
  const day = { callsDay: '2026-11-21', calls: 9_999 };
  await door.deps.db.update(oauthGrants).set(day).where(eq(oauthGrants.userId, user.userId));
  expect((await door.fetch(list(access_token))).status).toBe(200);
  const refused = await door.fetch(list(access_token));
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('3600');
  expect(await refused.json()).toEqual({ detail: 'Rate limit exceeded', code: 'rate_limited' });
});

test('120 calls a minute pass for one grant, whatever another one of the same user does', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { access_token } = await aConnectedClient(door, user);
  const other = await aConnectedClient(door, user);
  const statuses: number[] = [];
  for (let i = 0; i < 241; i += 1) statuses.push((await door.fetch(post('{', bearer(access_token)))).status);
  expect(statuses.slice(0, 120)).toEqual(Array(120).fill(400));
  expect(statuses).toContain(429);
  expect((await door.fetch(list(other.access_token))).status).toBe(200);
});

test('while KV or the database is away a client is told to come back, not to sign in again', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { access_token } = await aConnectedClient(door, user);
  const broken = { ...door.deps.config.kv, get: () => Promise.reject(new Error('KV GET failed: 500')) };
  const away = await aDoor({ kv: broken as unknown as KVNamespace });
  const response = await away.fetch(list(access_token));
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.json()).toMatchObject({ code: 'database_unavailable' });
});

test('in production client tokens pass at the public address, where turn tokens do not', async () => {
  const door = await aDoor();
  const { access_token } = await aConnectedClient(door, await newUser(door));
  // The same KV, another address: the token is for the resource it was asked for, and for no other.
  const production = await aDoor(PRODUCTION);
  const there = modern('tools/list', {}, bearer(access_token), 'https://mcp.example.com/mcp');
  expect((await production.fetch(there)).status).toBe(401);
});

test('a page of an allowed origin may call and read; its browser is told beforehand', async () => {
  const door = await aDoor();
  const origin = 'http://localhost:6274';
  const preflight = (path: string, from: string) =>
    door.fetch(
      new Request(`${MCP}${path}`, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST' },
      }),
    );
  for (const path of ['/mcp', '/oauth/token', '/oauth/register', '/.well-known/oauth-authorization-server']) {
    const response = await preflight(path, origin);
    expect(response.status, path).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-headers')).toContain('mcp-protocol-version');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const foreign = await preflight(path, 'https://evil.example');
    expect(foreign.status, path).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  }
  const { access_token } = await aConnectedClient(door, await newUser(door));
  const call = modern('tools/list', {}, { ...bearer(access_token), origin });
  const answer = await door.fetch(call);
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('vary')).toContain('Origin');
  const refused = await door.fetch(modern('tools/list', {}, { origin }));
  expect(refused.headers.get('access-control-expose-headers')).toContain('www-authenticate');
  const metadata = await door.fetch(
    new Request(`${MCP}/.well-known/oauth-authorization-server`, { headers: { origin } }),
  );
  expect(metadata.headers.get('access-control-allow-origin')).toBe(origin);
  expect(metadata.headers.get('access-control-allow-methods')).toBeNull();
});

test('the metadata of the authorization server says what is possible', async () => {
  const door = await aDoor();
  const response = await door.fetch(new Request(`${MCP}/.well-known/oauth-authorization-server`));
  expect(await response.json()).toMatchObject({
    issuer: MCP,
    authorization_endpoint: `${MCP}/authorize`,
    token_endpoint: `${MCP}/oauth/token`,
    registration_endpoint: `${MCP}/oauth/register`,
    scopes_supported: ['tasks:read', 'tasks:write'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  });
});
