import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { oauthCodesUsed, oauthGrants } from '#core/db/tables/oauth.ts';
import { listGrants } from '#core/grants/grants.ts';
import { sha256 } from '#core/grants/hash.ts';
import { aDoor, bearer, modern, newUser, type TestDoor } from '../testing/door.ts';
import {
  aClient,
  aCode,
  aConnectedClient,
  askToken,
  CALLBACK,
  proofKey,
  redeem,
  refresh,
  register,
  tokensOf,
} from '../testing/sign-in.ts';

const LIST = { name: 'list_tasks', arguments: {} };

const useOf = async (door: TestDoor, token: string): Promise<number> =>
  (await door.fetch(modern('tools/call', LIST, bearer(token)))).status;

async function expectRefused(response: Response, error: string): Promise<void> {
  const body = await response.json();
  expect({ status: response.status, body }).toMatchObject({ status: 400, body: { error } });
}

test('a code and its verifier give tokens that last fifteen minutes and open /mcp', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const tokens = await tokensOf(await redeem(door, await aCode(door, user)));
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 900, scope: 'tasks:read tasks:write' });
  expect(await useOf(door, tokens.access_token)).toBe(200);
  expect(JSON.stringify(door.lines)).not.toContain(tokens.access_token);
  expect(JSON.stringify(door.lines)).not.toContain(user.userId);
});

test('O05: a code is good once; one that comes again ends what it had given', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const code = await aCode(door, user);
  const tokens = await tokensOf(await redeem(door, code));
  expect(await useOf(door, tokens.access_token)).toBe(200);
  await expectRefused(await redeem(door, code), 'invalid_grant');
  expect(await useOf(door, tokens.access_token)).toBe(401);
  await expectRefused(await refresh(door, code.clientId, tokens.refresh_token), 'invalid_grant');
  expect(await listGrants(user)).toEqual([]);
});

test('O05: of ten uses of a code at the same time one gets tokens', async () => {
  const door = await aDoor();
  const code = await aCode(door, await newUser(door));
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => (await redeem(door, code)).status),
  );
  expect(statuses.toSorted()).toEqual([200, ...Array(9).fill(400)]);
});

test('O06: a wrong verifier does not spend the code', async () => {
  const door = await aDoor();
  const code = await aCode(door, await newUser(door));
  const { verifier } = await proofKey();
  await expectRefused(await redeem(door, { ...code, verifier }), 'invalid_grant');
  expect((await redeem(door, code)).status).toBe(200);
});

test('O06: a code given to one client is worth nothing to another, and stays good for the first', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const code = await aCode(door, user);
  const other = await aClient(door);
  await expectRefused(await redeem(door, { ...code, clientId: other }), 'invalid_grant');
  const tokens = await tokensOf(await redeem(door, code));
  await expectRefused(await redeem(door, { ...code, clientId: other }), 'invalid_grant');
  expect(await useOf(door, tokens.access_token)).toBe(200);
});

test("O06: A's code does not fit into B's client session", async () => {
  const door = await aDoor();
  const clientId = await aClient(door);
  const a = await aCode(door, await newUser(door), { clientId });
  const b = await aCode(door, await newUser(door), { clientId });
  await expectRefused(await redeem(door, { ...b, code: a.code }), 'invalid_grant');
  expect((await redeem(door, b)).status).toBe(200);
});

test('a code of nobody is refused without a mark', async () => {
  const door = await aDoor();
  const clientId = await aClient(door);
  for (const code of [`${crypto.randomUUID()}:grant:secret`, 'no:such:code', 'code']) {
    await expectRefused(await redeem(door, { code, verifier: 'x', clientId }), 'invalid_grant');
    const marks = await door.deps.db
      .select()
      .from(oauthCodesUsed)
      .where(eq(oauthCodesUsed.hash, await sha256(code)));
    expect(marks).toEqual([]);
  }
});

test('O07: without a resource the token is for ours, with another there is none', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const code = await aCode(door, user);
  await expectRefused(await redeem(door, code, { resource: 'https://other.example/mcp' }), 'invalid_target');
  const tokens = await tokensOf(await redeem(door, code));
  expect(await useOf(door, tokens.access_token)).toBe(200);
  const elsewhere = modern('tools/call', LIST, bearer(tokens.access_token), 'http://localhost:8788/mcp');
  expect((await door.fetch(elsewhere)).status).toBe(401);
});

test('O08: a refresh token is replaced by its successor, and ends when that is used', async () => {
  const door = await aDoor();
  const { clientId, refresh_token: r1 } = await aConnectedClient(door, await newUser(door));
  const r2 = await tokensOf(await refresh(door, clientId, r1));
  expect(await useOf(door, r2.access_token)).toBe(200);
  const r3 = await tokensOf(await refresh(door, clientId, r2.refresh_token));
  await expectRefused(await refresh(door, clientId, r1), 'invalid_grant');
  expect(await useOf(door, r3.access_token)).toBe(200);
});

test('O08: ten uses of a refresh token at the same time leave at most one chain', async () => {
  const door = await aDoor();
  const { clientId, refresh_token } = await aConnectedClient(door, await newUser(door));
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => refresh(door, clientId, refresh_token)),
  );
  const next = await Promise.all(
    answers
      .filter(({ status }) => status === 200)
      .map(async (answer) => (await tokensOf(answer)).refresh_token),
  );
  const alive: number[] = [];
  for (const token of next) alive.push((await refresh(door, clientId, token)).status);
  expect(alive.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
});

test("O08: another client's refresh token is refused, and wider rights are not given", async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { clientId, refresh_token } = await aConnectedClient(door, user, { changeTasks: false });
  await expectRefused(await refresh(door, await aClient(door), refresh_token), 'invalid_grant');
  await expectRefused(
    await refresh(door, clientId, refresh_token, { scope: 'tasks:write' }),
    'invalid_scope',
  );
  const wider = await refresh(door, clientId, refresh_token, { scope: 'tasks:read tasks:write' });
  expect((await tokensOf(wider)).scope).toBe('tasks:read');
});

test('a client that hands its refresh token back is disconnected', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const { clientId, refresh_token, access_token } = await aConnectedClient(door, user);
  expect(await useOf(door, access_token)).toBe(200);
  expect((await askToken(door, { token: refresh_token, client_id: clientId })).status).toBe(200);
  expect(await useOf(door, access_token)).toBe(401);
  expect(await listGrants(user)).toEqual([]);
});

test('signing in again replaces the grant of the same client, and no other', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const other = await aConnectedClient(door, user);
  const first = await aConnectedClient(door, user);
  const second = await aConnectedClient(door, user, { clientId: first.clientId });
  expect(await useOf(door, first.access_token)).toBe(401);
  expect(await useOf(door, second.access_token)).toBe(200);
  expect(await useOf(door, other.access_token)).toBe(200);
  expect(await listGrants(user)).toHaveLength(2);
});

test('a confidential client signs in with its secret', async () => {
  const door = await aDoor();
  const answer = await register(door, { token_endpoint_auth_method: 'client_secret_basic' });
  const { client_id: clientId, client_secret } = (await answer.json()) as Record<string, string>;
  const code = await aCode(door, await newUser(door), { clientId: clientId ?? '' });
  const fields = {
    grant_type: 'authorization_code',
    ...{ code: code.code, redirect_uri: CALLBACK, code_verifier: code.verifier },
  };
  const basic = (secret = '') => ({ authorization: `Basic ${btoa(`${clientId}:${secret}`)}` });
  expect((await askToken(door, fields, basic('wrong'))).status).toBe(401);
  expect((await askToken(door, fields, basic(client_secret))).status).toBe(200);
});

test('a grant ends thirty days after the consent', async () => {
  let now = new Date();
  const door = await aDoor({}, { now: () => now });
  const user = await newUser(door);
  const { access_token, clientId, refresh_token } = await aConnectedClient(door, user);
  await door.deps.db
    .update(oauthGrants)
    .set({ expiresAt: new Date(now.getTime() + 1_000) })
    .where(eq(oauthGrants.userId, user.userId));
  expect(await useOf(door, access_token)).toBe(200);
  now = new Date(now.getTime() + 11_000);
  expect(await useOf(door, access_token)).toBe(401);
  await expectRefused(await refresh(door, clientId, refresh_token), 'invalid_grant');
});

test('bodies of more than 16 KiB are 413, other forms and other grants are refused', async () => {
  const door = await aDoor();
  const clientId = await aClient(door);
  expect((await askToken(door, { grant_type: 'authorization_code', code: 'x'.repeat(17_000) })).status).toBe(
    413,
  );
  for (const grant_type of ['password', 'client_credentials', 'implicit', '']) {
    const response = await askToken(door, { grant_type, client_id: clientId });
    expect(response.status, grant_type).toBe(400);
  }
  const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
  expect((await askToken(door, { grant_type: exchange, client_id: clientId })).status).toBe(400);
});
