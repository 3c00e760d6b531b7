import { eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { oauthGrants } from '#core/db/tables/oauth.ts';
import { users } from '#core/db/tables/users.ts';
import { saveGrant, touchGrant } from '#core/grants/grants.ts';
import { saveRequest, takeRequest } from '#core/grants/requests.ts';
import type { ConnectedClient, ConsentAnswer, ConsentRequest } from '#core/grants/schema.ts';
import type { TestUser } from '#dev/factories.ts';
import { anApp, expectError, expectStatus, type TestApp } from '../testing/app.ts';

const app = await anApp();
const ABSENT = '00000000-0000-4000-8000-000000000000';

/** A client's request, as the MCP Worker puts it by. */
const aRequest = (given: { scope?: string[]; clientId?: string; now?: Date } = {}): Promise<string> =>
  saveRequest(app.deps.db, {
    request: {
      responseType: 'code',
      clientId: given.clientId ?? crypto.randomUUID(),
      redirectUri: 'https://claude.example/cb',
      scope: given.scope ?? ['tasks:read', 'tasks:write'],
      state: 'x',
      issuer: 'https://mcp.example.com',
    },
    clientName: 'Claude <b>',
    clientHost: null,
    now: given.now ?? new Date(),
  });

async function aGrant(user: TestUser, clientId: string = crypto.randomUUID()): Promise<string> {
  const id = crypto.randomUUID();
  const client = {
    clientId,
    clientName: 'Claude',
    clientHost: null,
    redirectUri: 'https://claude.example/cb',
  };
  const { userId, tokenVersion } = user;
  const grant = {
    id,
    userId,
    serverGrantId: id.slice(0, 16),
    tokenVersion,
    scopes: ['tasks:read'],
    ...client,
  };
  await saveGrant(app.deps.db, grant, new Date());
  return id;
}

const works = async (user: TestUser, id: string): Promise<boolean> =>
  (await touchGrant(app.deps.db, { id, userId: user.userId, calls: 1, now: new Date() })) !== undefined;

const decide = (call: TestApp['call'], id: string, json: unknown = { decision: 'allow' }) =>
  call(`/api/oauth/requests/${id}`, { method: 'POST', json });

test('the page reads who asks for what, and says yes with or without changes', async () => {
  const { user, call } = await app.signedIn();
  const id = await aRequest();
  expect(await expectStatus<ConsentRequest>(await call(`/api/oauth/requests/${id}`), 200)).toEqual({
    client_name: 'Claude <b>',
    client_host: null,
    redirect_host: 'claude.example',
    redirect_is_local: false,
    scopes: ['tasks:read', 'tasks:write'],
    expires_at: expect.any(String),
  });
  expect(await expectStatus<ConsentAnswer>(await decide(call, id), 200)).toEqual({
    continue_url: `https://mcp.example.com/authorize/complete?request=${id}`,
  });
  expect(await takeRequest(app.deps.db, id, new Date())).toMatchObject({
    userId: user.userId,
    scopes: ['tasks:read'],
  });
  const all = await aRequest();
  await expectStatus(await decide(call, all, { decision: 'allow', change_tasks: true }), 200);
  expect((await takeRequest(app.deps.db, all, new Date()))?.scopes).toEqual(['tasks:read', 'tasks:write']);
  const none = await aRequest();
  await expectStatus(await decide(call, none, { decision: 'deny', change_tasks: true }), 200);
  expect((await takeRequest(app.deps.db, none, new Date()))?.scopes).toEqual([]);
});

test('O09: without a token nobody reads or decides, and a form of another site never counts', async () => {
  const { call } = await app.signedIn();
  const id = await aRequest();
  await expectError(await app.call(`/api/oauth/requests/${id}`), 401, 'not_authenticated');
  await expectError(await decide(app.call, id), 401, 'not_authenticated');
  const form = (init: RequestInit) => ({
    method: 'POST',
    body: 'decision=allow',
    ...init,
    headers: { 'content-type': 'text/plain', ...init.headers },
  });
  const foreign = { headers: { origin: 'https://evil.example', cookie: 'rt=x' } };
  await expectError(await app.call(`/api/oauth/requests/${id}`, form(foreign)), 401, 'not_authenticated');
  await expectError(await call(`/api/oauth/requests/${id}`, form({})), 415, 'unsupported_media_type');
  await expectStatus(await call(`/api/oauth/requests/${id}`), 200);
});

test('O09: a request is decided once, within ten minutes; unknown and malformed ids are alike', async () => {
  const { call } = await app.signedIn();
  const id = await aRequest();
  await expectStatus(await decide(call, id), 200);
  const old = await aRequest({ now: new Date(Date.now() - 600_001) });
  const unknown = `${id.slice(0, -2)}__`;
  const texts = new Set<string>();
  for (const other of [id, old, unknown, 'x', ABSENT, `${id}x`, '%00']) {
    texts.add(await expectError(await decide(call, other), 404, 'not_found'));
    texts.add(await expectError(await call(`/api/oauth/requests/${other}`), 404, 'not_found'));
  }
  expect(texts.size).toBe(1);
});

test('a decision that is none is refused and leaves the request open', async () => {
  const { call } = await app.signedIn();
  const id = await aRequest();
  for (const json of [{}, { decision: 'maybe' }, { decision: 'allow', user_id: ABSENT }, [], 'allow']) {
    await expectError(await decide(call, id, json), 422, 'validation_error');
  }
  await expectStatus(await decide(call, id), 200);
});

test('a yes of somebody whose sessions were ended meanwhile is not taken up', async () => {
  const { user, call } = await app.signedIn();
  const id = await aRequest();
  await expectStatus(await decide(call, id), 200);
  await app.deps.db.update(users).set({ tokenVersion: 1 }).where(eq(users.id, user.userId));
  expect(await takeRequest(app.deps.db, id, new Date())).toBeUndefined();
});

test('twenty apps can be connected, the twenty-first is told so, and a known one may come again', async () => {
  const { user, call } = await app.signedIn();
  const known = crypto.randomUUID();
  await aGrant(user, known);
  for (let n = 1; n < 20; n += 1) await aGrant(user);
  await expectError(await decide(call, await aRequest()), 409, 'limit_reached');
  await expectStatus(await decide(call, await aRequest({ clientId: known })), 200);
  await expectStatus(await decide(call, await aRequest(), { decision: 'deny' }), 200);
});

test("O13: the list shows what is connected, and nobody can end or see what is another's", async () => {
  const told: unknown[] = [];
  const MCP = {
    fetch: async (_: string, init: RequestInit) => {
      told.push(JSON.parse(String(init.body)));
      return new Response(null, { status: 204 });
    },
  };
  const { signedIn } = await anApp({ env: { MCP } });
  const [a, b] = [await signedIn(), await signedIn()];
  const [mine, theirs] = [await aGrant(a.user), await aGrant(b.user)];
  const list = async () => expectStatus<ConnectedClient[]>(await a.call('/api/oauth/grants'), 200);
  expect(await list()).toEqual([
    {
      id: mine,
      client_name: 'Claude',
      client_host: null,
      redirect_host: 'claude.example',
      scopes: ['tasks:read'],
      created_at: expect.any(String),
      last_used_at: null,
      expires_at: expect.any(String),
    },
  ]);
  const end = (id: string) => a.call(`/api/oauth/grants/${id}`, { method: 'DELETE' });
  const texts = new Set<string>();
  for (const id of [theirs, ABSENT, 'x']) texts.add(await expectError(await end(id), 404, 'not_found'));
  expect(texts.size).toBe(1);
  expect(await works(b.user, theirs)).toBe(true);

  await expectStatus(await end(mine), 200);
  expect(await works(a.user, mine)).toBe(false);
  expect(await list()).toEqual([]);
  await expectError(await end(mine), 404, 'not_found');
  expect(told).toEqual([{ grants: [{ userId: a.user.userId, serverGrantId: mine.slice(0, 16) }] }]);
});

test('all are disconnected at once, also while the MCP Worker is away', async () => {
  const MCP = { fetch: () => Promise.reject(new Error('away')) };
  const { signedIn, lines } = await anApp({ env: { MCP } });
  const { user, call } = await signedIn();
  const ids = [await aGrant(user), await aGrant(user)];
  const other = await app.signedIn();
  const theirs = await aGrant(other.user);
  const answer = await call('/api/oauth/grants', { method: 'DELETE' });
  expect(await expectStatus(answer, 200)).toMatchObject({ disconnected: 2 });
  for (const id of ids) expect(await works(user, id)).toBe(false);
  expect(await works(other.user, theirs)).toBe(true);
  await vi.waitFor(() => expect(lines.some(({ event }) => event === 'fault')).toBe(true));
  expect(await expectStatus(await call('/api/oauth/grants', { method: 'DELETE' }), 200)).toMatchObject({
    disconnected: 0,
  });
});

test('signing out everywhere disconnects every app', async () => {
  const { user } = await app.signedIn();
  const id = await aGrant(user);
  expect(await works(user, id)).toBe(true);
  await app.deps.db.update(users).set({ tokenVersion: 1 }).where(eq(users.id, user.userId));
  expect(await works(user, id)).toBe(false);
});

test('calls are counted by UTC day', async () => {
  const { user } = await app.signedIn();
  const id = await aGrant(user);
  const day = (text: string) => new Date(`${text}T23:59:59.999Z`);
  const use = (calls: number, now: Date) => touchGrant(app.deps.db, { id, userId: user.userId, calls, now });
  const today = new Date().toISOString().slice(0, 10);
  await use(3, day(today));
  expect(await use(4, day(today))).toMatchObject({ callsToday: 7 });
  const tomorrow = new Date(day(today).getTime() + 1);
  expect(await use(1, tomorrow)).toMatchObject({ callsToday: 1 });
  const [row] = await app.deps.db.select().from(oauthGrants).where(eq(oauthGrants.id, id));
  expect(row?.lastUsedAt).toEqual(tomorrow);
});
