// Failed sign-ins of one account, known or not: five in fifteen minutes are free, each further one locks for
// longer. Keys are keyed hashes; nothing here can be read back as an e-mail or an address.
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { authFailures, refreshTokens, users } from '../db/tables/users.ts';

const FREE = 5;
const WINDOW = sql`interval '15 minutes'`;
const FORGOTTEN_AFTER = sql`interval '24 hours'`;
const LONGEST_LOCK_SECONDS = 900;

/** Which counter an attempt belongs to. */
export type Attempt = {
  email: string;
  /** Keyed hash of the e-mail. */
  emailKey: string;
  /** SHA-256 of the refresh token that came along. */
  tokenHash: Uint8Array | undefined;
  now: Date;
};

/**
 * Counts the attempt as a failure before the password is looked at, so that parallel guesses cannot share one
 * free try; gives back nothing while the account is locked. A success takes the row away again.
 */
export const countAttempt = (db: Db, attempt: Attempt) => {
  const now = instant(attempt.now);
  const f = authFailures;
  const fresh = sql`(${f.lastAt} < ${now} - ${FORGOTTEN_AFTER} or (${f.failures} <= ${FREE} and ${f.firstAt} < ${now} - ${WINDOW}))`;
  const failures = sql`case when ${fresh} then 1 else ${f.failures} + 1 end`;
  return db
    .insert(f)
    .select(
      db
        .select({
          key: bucketOf(attempt).as('key'),
          failures: sql`1`.as('failures'),
          firstAt: now.as('first_at'),
          lastAt: now.as('last_at'),
          lockedUntil: sql`null::timestamptz`.as('locked_until'),
        })
        .from(sql`(select 1) one`),
    )
    .onConflictDoUpdate({
      target: f.key,
      set: {
        failures,
        firstAt: sql`case when ${fresh} then ${now} else ${f.firstAt} end`,
        lastAt: now,
        lockedUntil: sql`case when (${failures}) > ${FREE} then ${now} + make_interval(secs => least(30 * 2 ^ ((${failures}) - ${FREE + 1}), ${LONGEST_LOCK_SECONDS})) end`,
      },
      setWhere: sql`${f.lockedUntil} is null or ${f.lockedUntil} <= ${now}`,
    })
    .returning({ key: f.key });
};

/** Until when the account is locked. */
export const readLock = (db: Db, attempt: Attempt) =>
  db
    .select({ lockedUntil: authFailures.lockedUntil })
    .from(authFailures)
    .where(eq(authFailures.key, bucketOf(attempt)));

/** A browser that was signed in to the account counts by itself, so that nobody else can lock its owner out. */
const bucketOf = ({ email, emailKey, tokenHash, now }: Attempt): SQL<string> =>
  tokenHash === undefined
    ? sql`${`account ${emailKey}`}::text`
    : sql`coalesce((
        select 'device ' || r.family_id from ${refreshTokens} r join ${users} u on u.id = r.user_id
        where r.token_hash = ${sql.param(tokenHash, refreshTokens.tokenHash)} and u.email = ${email}
          and r.created_at > ${instant(now)} - interval '30 days'
      ), ${`account ${emailKey}`})`;

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
