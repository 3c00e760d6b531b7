import { readFileSync } from 'node:fs';
import { eq, like } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { rowsOf, aVisit as visitOf } from '#dev/factories.ts';
import { verifyAccessToken } from '../auth/access-token.ts';
import { signingKeys } from '../auth/keys.ts';
import { connect, metered, newMeter } from '../db/client.ts';
import { authFailures, users } from '../db/tables/users.ts';
import { createAccounts, type Visit } from './accounts.ts';
import { loadArgon2 } from './argon2.ts';
import { hashPassword } from './password-hash.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
const file = readFileSync(new URL('../../node_modules/@phi-ag/argon2/dist/argon2.wasm', import.meta.url));
const argon2 = await loadArgon2(new WebAssembly.Module(file));
const cost = { memoryKiB: 64, passes: 1, lanes: 1 };
const secret = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';
const accessKeys = await signingKeys(secret);
const password = 'xkvbtqrm-hjw';

let derivations = 0;
const derive: typeof argon2 = (...given) => {
  derivations += 1;
  return argon2(...given);
};
const accounts = await createAccounts({ accessKeys, secret, derive, cost });

const start = new Date('2026-11-21T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const newEmail = () => `${crypto.randomUUID()}@x.test`;

const aVisit = (given: Partial<Visit> = {}) => visitOf({ db, now: start, ...given });

/** Signs somebody up; `refreshToken` is what their cookie holds. */
async function aSession(email = newEmail()) {
  const { read, refreshToken } = await accounts.signUp(aVisit(), { email, password });
  return { email, userId: read.user.id, refreshToken };
}

const signIn = (email: string, given: Partial<Visit> = {}, tried = password) =>
  accounts.signIn(aVisit(given), { email, password: tried });

test('signing up opens a session for a new user whose password is stored as a hash only', async () => {
  const visit = aVisit();
  const email = newEmail();
  const { read, refreshToken } = await accounts.signUp(visit, { email: ` ${email.toUpperCase()}`, password });
  expect(read).toMatchObject({ token_type: 'bearer', expires_in: 900, user: { email, is_active: true } });
  expect(await verifyAccessToken(accessKeys, read.access_token, start)).toMatchObject({
    userId: read.user.id,
    email,
    tokenVersion: 0,
  });
  const stored = JSON.stringify(await rowsOf({ db, userId: read.user.id }));
  expect(stored).toContain('$argon2id$');
  expect(stored).not.toContain(password);
  expect(stored).not.toContain(refreshToken);
  expect(visit.events).toEqual(['auth.signup']);
});

test('of two sign-ups with one e-mail at the same moment one wins, and the other costs the same', async () => {
  const email = newEmail();
  derivations = 0;
  const outcomes = await Promise.allSettled([aSession(email), aSession(email.toUpperCase())]);
  expect(derivations).toBe(2);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(lost?.reason).toMatchObject({ code: 'email_taken', message: 'Email already registered' });
  expect(await db.select().from(users).where(eq(users.email, email))).toHaveLength(1);
});

test.each([
  ['a short one', 'xkvbtqr', 'weak_password'],
  ['a common one', 'password1', 'weak_password'],
  ['one with U+0000', 'xkvbtqrm\0', 'invalid_characters'],
])('signing up with a bad password, %s, hashes nothing and stores nobody', async (_, bad, code) => {
  const email = newEmail();
  derivations = 0;
  await expect(accounts.signUp(aVisit(), { email, password: bad })).rejects.toMatchObject({ code });
  expect(derivations).toBe(0);
  expect(await db.select().from(users).where(eq(users.email, email))).toEqual([]);
});

test('an address signs up as often as allowed in a day, then waits for midnight UTC', async () => {
  const two = await createAccounts({ accessKeys, secret, derive, cost, signUpsPerDay: 2 });
  const address = crypto.randomUUID();
  const attempt = (now = start) => two.signUp(aVisit({ address, now }), { email: newEmail(), password });
  await attempt();
  await attempt();
  await expect(attempt()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 12 * 3600 });
  await expect(attempt(after(12 * 3600))).resolves.toBeDefined();
});

test('the right password signs in; the counter of failures is gone afterwards', async () => {
  const { email, userId } = await aSession();
  await expect(signIn(email, {}, 'wrong-password')).rejects.toMatchObject({ code: 'invalid_credentials' });
  const visit = aVisit();
  const { read } = await accounts.signIn(visit, { email, password });
  expect(read.user.id).toBe(userId);
  expect(visit.events).toEqual(['auth.login_ok']);
  for (let i = 0; i < 5; i += 1) await signIn(email, {}, 'wrong-password').catch(() => undefined);
  await expect(signIn(email)).resolves.toBeDefined();
});

test('unknown e-mail and wrong password: same answer, one derivation and one request each', async () => {
  const { email } = await aSession();
  const seen = [];
  for (const tried of [email, newEmail(), 'no e-mail']) {
    const meter = newMeter();
    derivations = 0;
    const error = await signIn(tried, { db: metered(db, meter) }, 'wrong-password').catch((e: unknown) => e);
    seen.push({ ...(error as object), message: String(error), derivations, requests: meter.requests });
  }
  expect(seen[0]).toMatchObject({ code: 'invalid_credentials', derivations: 1, requests: 1 });
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test.each(['known', 'unknown'])(
  'the sixth failure of a %s e-mail locks it, exactly and ever longer',
  async (kind) => {
    const email = kind === 'known' ? (await aSession()).email : newEmail();
    const tryAt = (seconds: number) => signIn(email, { now: after(seconds) }, 'wrong-password');
    for (let i = 0; i < 6; i += 1)
      await expect(tryAt(i)).rejects.toMatchObject({ code: 'invalid_credentials' });
    derivations = 0;
    await expect(tryAt(7)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 28 });
    expect(derivations).toBe(0);
    await expect(tryAt(35)).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(tryAt(36)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 59 });
  },
);

test('the right password is accepted once the lock is over, and forgives everything', async () => {
  const { email } = await aSession();
  for (let i = 0; i < 6; i += 1) await signIn(email, {}, 'wrong-password').catch(() => undefined);
  await expect(signIn(email, { now: after(29) })).rejects.toMatchObject({ retryAfterSeconds: 1 });
  await expect(signIn(email, { now: after(30) })).resolves.toBeDefined();
  for (let i = 0; i < 5; i += 1)
    await signIn(email, { now: after(31) }, 'wrong-password').catch(() => undefined);
  await expect(signIn(email, { now: after(31) })).resolves.toBeDefined();
});

test('of parallel guesses no more are looked at than one after another', async () => {
  const { email } = await aSession();
  derivations = 0;
  await Promise.allSettled(Array.from({ length: 20 }, () => signIn(email, {}, 'wrong-password')));
  expect(derivations).toBe(6);
});

test('a browser that was signed in before gets in while others keep the account locked', async () => {
  const { email, refreshToken } = await aSession();
  for (let i = 0; i < 6; i += 1) await signIn(email, {}, 'wrong-password').catch(() => undefined);
  await expect(signIn(email)).rejects.toMatchObject({ code: 'rate_limited' });
  await expect(signIn(email, { refreshToken })).resolves.toBeDefined();
  const foreign = (await aSession()).refreshToken;
  await expect(signIn(email, { refreshToken: foreign })).rejects.toMatchObject({ code: 'rate_limited' });
});

test('an inactive user learns it only with the right password', async () => {
  const { email, userId } = await aSession();
  await db.update(users).set({ isActive: false }).where(eq(users.id, userId));
  await expect(signIn(email, {}, 'wrong-password')).rejects.toMatchObject({ code: 'invalid_credentials' });
  await expect(signIn(email)).rejects.toMatchObject({ code: 'inactive_user', message: 'Inactive user' });
});

test('a damaged hash in the database is a wrong password and a line in the log', async () => {
  const { email, userId } = await aSession();
  await db.update(users).set({ passwordHash: '$argon2id$v=19$m=4194304' }).where(eq(users.id, userId));
  const visit = aVisit();
  await expect(accounts.signIn(visit, { email, password })).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
  expect(visit.events).toEqual(['auth.hash_damaged', 'auth.login_fail']);
});

test('a password stored at an older cost is hashed anew after signing in', async () => {
  const { email, userId } = await aSession();
  const older = hashPassword(argon2, password, { memoryKiB: 7_168, passes: 1, lanes: 1 });
  await db.update(users).set({ passwordHash: older }).where(eq(users.id, userId));
  const visit = aVisit();
  await accounts.signIn(visit, { email, password });
  await Promise.all(visit.later);
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  expect(row?.passwordHash).toContain('$m=64,t=1,p=1$');
  await expect(signIn(email)).resolves.toBeDefined();
});

test('neither e-mails nor addresses stand in the table of failures', async () => {
  const [email, address] = [newEmail(), crypto.randomUUID()];
  await accounts.signUp(aVisit({ address }), { email, password });
  await signIn(email, { address }, 'wrong-password').catch(() => undefined);
  for (const clear of [email, address]) {
    const rows = await db
      .select()
      .from(authFailures)
      .where(like(authFailures.key, `%${clear}%`));
    expect(rows).toEqual([]);
  }
});
