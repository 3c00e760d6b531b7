import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { rowsOf, aVisit as visitOf } from '#dev/factories.ts';
import { signingKeys } from '../auth/keys.ts';
import { connect, metered, newMeter } from '../db/client.ts';
import { authFailures, refreshTokens, users } from '../db/tables/users.ts';
import { createAccounts, type Visit } from './accounts.ts';
import { deleteExpired } from './expired.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
const secret = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';
const password = 'xkvbtqrm-hjw';
const accounts = await createAccounts({
  accessKeys: await signingKeys(secret),
  secret,
  derive: (given) => new Uint8Array(32).fill(given.length),
});

const start = new Date('2026-11-21T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const aVisit = (given: Partial<Visit> = {}) => visitOf({ db, now: start, ...given });

/** Signs somebody up; `refreshToken` is what their cookie holds. */
async function aSession() {
  const email = `${crypto.randomUUID()}@x.test`;
  const { read, refreshToken } = await accounts.signUp(aVisit(), { email, password });
  return { email, userId: read.user.id, refreshToken };
}

const refresh = (refreshToken: string, now = start) => accounts.refresh(aVisit({ refreshToken, now }));
const signIn = (email: string) => accounts.signIn(aVisit(), { email, password });

test('a refresh replaces the token in one request; the old one, eleven seconds later, ends the family', async () => {
  const { refreshToken: r1, userId } = await aSession();
  const meter = newMeter();
  const { refreshToken: r2 } = await accounts.refresh(aVisit({ refreshToken: r1, db: metered(db, meter) }));
  expect(meter.requests).toBe(1);
  expect(r2).not.toBe(r1);
  const visit = aVisit({ refreshToken: r1, now: after(11) });
  await expect(accounts.refresh(visit)).rejects.toMatchObject({ code: 'session_revoked' });
  expect(visit.events).toEqual(['auth.refresh_reuse']);
  await expect(refresh(r2, after(11))).rejects.toMatchObject({ code: 'session_revoked' });
  const rows = await db.select().from(refreshTokens).where(eq(refreshTokens.userId, userId));
  expect(rows.map((row) => row.revokedAt)).toEqual([after(11), after(11)]);
});

test('within the grace three uses of one token get a session each, and the fourth ends them all', async () => {
  const { refreshToken: r1 } = await aSession();
  const sessions = [...(await Promise.all([refresh(r1), refresh(r1)])), await refresh(r1, after(5))];
  expect(new Set(sessions.map((session) => session.refreshToken)).size).toBe(3);
  await expect(refresh(r1, after(6))).rejects.toMatchObject({ code: 'session_revoked' });
  for (const { refreshToken } of sessions) {
    await expect(refresh(refreshToken, after(6))).rejects.toMatchObject({ code: 'session_revoked' });
  }
});

test('ten parallel uses of one token get three sessions at most', async () => {
  const { refreshToken } = await aSession();
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refreshToken)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('a token idle for seven days has ended, and so has a family after thirty', async () => {
  const day = 24 * 3600;
  const { refreshToken } = await aSession();
  await expect(refresh(refreshToken, after(7 * day))).rejects.toMatchObject({ code: 'session_revoked' });
  let { refreshToken: current } = await aSession();
  for (const days of [6, 12, 18, 24, 29]) current = (await refresh(current, after(days * day))).refreshToken;
  await expect(refresh(current, after(30 * day))).rejects.toMatchObject({ code: 'session_revoked' });
});

test('what is no token of ours is refused and touches no family', async () => {
  const { refreshToken, userId } = await aSession();
  const before = await rowsOf({ db, userId });
  const changed = `${refreshToken.slice(0, -2)}${refreshToken.at(-2) === 'A' ? 'B' : 'A'}${refreshToken.at(-1)}`;
  for (const token of [changed, 'x'.repeat(10_000), '', `${refreshToken}=`]) {
    await expect(refresh(token)).rejects.toMatchObject({ code: 'not_authenticated' });
  }
  expect(await rowsOf({ db, userId })).toEqual(before);
});

test('the token of a deleted user is unknown, that of an inactive one ends', async () => {
  const [deleted, inactive] = [await aSession(), await aSession()];
  await db.delete(users).where(eq(users.id, deleted.userId));
  await db.update(users).set({ isActive: false }).where(eq(users.id, inactive.userId));
  await expect(refresh(deleted.refreshToken)).rejects.toMatchObject({ code: 'not_authenticated' });
  await expect(refresh(inactive.refreshToken)).rejects.toMatchObject({ code: 'session_revoked' });
});

test('signing out ends the session it was sent from and no other', async () => {
  const { email, refreshToken, userId } = await aSession();
  const other = await signIn(email);
  await accounts.signOut(aVisit({ refreshToken }), {});
  await expect(refresh(refreshToken)).rejects.toMatchObject({ code: 'session_revoked' });
  await expect(refresh(other.refreshToken)).resolves.toBeDefined();
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  expect(row?.tokenVersion).toBe(0);
});

test('signing out everywhere ends all sessions and outdates every access token, but nobody else', async () => {
  const { email, refreshToken, userId } = await aSession();
  const other = await signIn(email);
  const stranger = await aSession();
  const before = await rowsOf({ db, userId: stranger.userId });
  await accounts.signOut(aVisit({ refreshToken }), { all: true });
  await expect(refresh(other.refreshToken)).rejects.toMatchObject({ code: 'session_revoked' });
  const ctx = { db, userId, tokenVersion: 0, now: () => start };
  await expect(accounts.me(ctx)).rejects.toMatchObject({ code: 'invalid_token' });
  expect(await accounts.me({ ...ctx, tokenVersion: 1 })).toMatchObject({ id: userId, email });
  expect(await rowsOf({ db, userId: stranger.userId })).toEqual(before);
});

test('a token that has ended cannot sign anybody out everywhere', async () => {
  const { email, refreshToken, userId } = await aSession();
  const other = await signIn(email);
  await accounts.signOut(aVisit({ refreshToken }), {});
  await accounts.signOut(aVisit({ refreshToken }), { all: true });
  await expect(refresh(other.refreshToken)).resolves.toBeDefined();
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  expect(row?.tokenVersion).toBe(0);
});

test('cleaning up takes families past their end and failures of a day ago, and nothing younger', async () => {
  const day = 24 * 3600;
  const [old, young] = [await aSession(), await aSession()];
  const count = async () => {
    const families = await db.select().from(refreshTokens).where(eq(refreshTokens.userId, old.userId));
    const failures = await db.select().from(authFailures).where(eq(authFailures.key, old.userId));
    return [families.length, failures.length];
  };
  await db.insert(authFailures).values({ key: old.userId, failures: 1, firstAt: start, lastAt: start });
  const renewed = await accounts.signIn(aVisit({ now: after(2 * day) }), { email: young.email, password });
  await db
    .update(refreshTokens)
    .set({ familyExpiresAt: after(-1) })
    .where(eq(refreshTokens.userId, old.userId));
  await deleteExpired(db, after(day - 1));
  expect(await count()).toEqual([0, 1]);
  await deleteExpired(db, after(day + 1));
  expect(await count()).toEqual([0, 0]);
  await expect(refresh(renewed.refreshToken, after(2 * day))).resolves.toBeDefined();
});
