import { and, eq } from 'drizzle-orm';
import { authFailures, users } from '../db/tables/users.ts';
import { AppError } from '../errors.ts';
import type { Account, Parts, Session, Visit } from './accounts.ts';
import { emailToLookUp } from './email.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { normalizePassword } from './password-rules.ts';
import { hashOf, newToken, startFamily } from './refresh-tokens.ts';
import type { Credentials } from './schema.ts';
import { countAttempt, readLock } from './throttle.ts';

/** Unknown e-mail, wrong password and damaged row take the same way: one request, one derivation, one answer. */
export async function signIn(parts: Parts, visit: Visit, credentials: Credentials): Promise<Session> {
  const { db, now } = visit;
  const email = emailToLookUp(credentials.email);
  const password = normalizePassword(credentials.password);
  const tokenHash = await hashOf(visit.refreshToken);
  const attempt = { email, emailKey: await parts.emailKey(email), tokenHash, now };

  const [found, counted, locks] = await db.batch([
    db.select().from(users).where(eq(users.email, email)),
    countAttempt(db, attempt),
    readLock(db, attempt),
  ]);
  const counter = counted[0]?.key;
  if (counter === undefined) {
    visit.report('auth.login_throttled');
    throw locked(locks[0]?.lockedUntil ?? now, now);
  }

  const account = found[0];
  const { matches, outdated, damaged } = verifyPassword(
    parts.derive,
    password,
    account?.passwordHash,
    parts.cost,
  );
  if (damaged) visit.report('auth.hash_damaged', { userId: account?.id ?? '' });
  if (!account || !matches) {
    visit.report('auth.login_fail');
    throw new AppError('invalid_credentials', 'Incorrect email or password');
  }
  return open(parts, visit, { account, counter, ...(outdated && { outdated: password }) });
}

async function open(
  parts: Parts,
  visit: Visit,
  { account, counter, outdated }: { account: Account; counter: string; outdated?: string },
): Promise<Session> {
  const { db, now, userAgent } = visit;
  const token = await newToken();
  const [, started] = await db.batch([
    db.delete(authFailures).where(eq(authFailures.key, counter)),
    startFamily(db, { userId: account.id, hash: token.hash, userAgent, now }),
  ]);
  if (!started[0]) {
    visit.report('auth.login_fail', { userId: account.id });
    throw new AppError('inactive_user', 'Inactive user');
  }
  if (outdated !== undefined) visit.waitUntil(rehash(parts, visit, account, outdated));
  visit.report('auth.login_ok', { userId: account.id });
  return parts.openSession(account, token.token, now);
}

/** Only over the hash that was verified: a password changed in the meantime stays. */
async function rehash(parts: Parts, { db }: Visit, account: Account, password: string): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: hashPassword(parts.derive, password, parts.cost) })
    .where(and(eq(users.id, account.id), eq(users.passwordHash, account.passwordHash)));
}

function locked(until: Date, now: Date): AppError {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds: Math.max(1, seconds) });
}
