import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { authFailures, users } from '../db/tables/users.ts';
import { AppError } from '../errors.ts';
import type { Parts, Session, Visit } from './accounts.ts';
import { normalizeEmail } from './email.ts';
import { hashPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { newToken, startFamily } from './refresh-tokens.ts';
import type { Credentials } from './schema.ts';

type NewAccount = { id: string; email: string; passwordHash: string };

/** A taken e-mail costs the same hash as a free one. */
export async function signUp(parts: Parts, visit: Visit, credentials: Credentials): Promise<Session> {
  const { db, now, userAgent } = visit;
  const email = normalizeEmail(credentials.email);
  const password = await checkNewPassword(credentials.password, email);
  const passwordHash = hashPassword(parts.derive, password, parts.cost);
  const account = { id: crypto.randomUUID(), email, passwordHash };
  const day = now.toISOString().slice(0, 10);
  const counter = `sign-up ${day} ${await parts.addressKey(visit.address)}`;
  const token = await newToken();

  const [counted, created] = await db.batch([
    countSignUp(db, counter, now),
    insertUser(db, account, { counter, limit: parts.signUpsPerDay }, now),
    startFamily(db, { userId: account.id, hash: token.hash, userAgent, now }),
  ]);
  if ((counted[0]?.count ?? 0) > parts.signUpsPerDay) throw tooMany(now);
  if (!created[0]) throw new AppError('email_taken', 'Email already registered');
  visit.report('auth.signup', { userId: account.id });
  return parts.openSession(created[0], token.token, now);
}

const countSignUp = (db: Db, key: string, now: Date) =>
  db
    .insert(authFailures)
    .values({ key, failures: 1, firstAt: now, lastAt: now })
    .onConflictDoUpdate({
      target: authFailures.key,
      set: { failures: sql`${authFailures.failures} + 1`, lastAt: now },
    })
    .returning({ count: authFailures.failures });

/** Nothing happens beyond the day's limit, nor when the e-mail is taken, also by a sign-up at the same moment. */
const insertUser = (
  db: Db,
  { id, email, passwordHash }: NewAccount,
  { counter, limit }: { counter: string; limit: number },
  now: Date,
) => {
  const at = sql`${now.toISOString()}::timestamptz`;
  return db
    .insert(users)
    .select(
      db
        .select({
          id: sql`${id}::uuid`.as('id'),
          email: sql`${email}::text`.as('email'),
          passwordHash: sql`${passwordHash}::text`.as('password_hash'),
          isActive: sql`true`.as('is_active'),
          tokenVersion: sql`0`.as('token_version'),
          lastTaskNumber: sql`0`.as('last_task_number'),
          timezone: sql`'UTC'`.as('timezone'),
          createdAt: at.as('created_at'),
          updatedAt: at.as('updated_at'),
        })
        .from(sql`${authFailures} f`)
        .where(sql`f.key = ${counter} and f.failures <= ${limit}`),
    )
    .onConflictDoNothing({ target: users.email })
    .returning();
};

function tooMany(now: Date): AppError {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  const retryAfterSeconds = Math.ceil((midnight - now.getTime()) / 1000);
  return new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds });
}
