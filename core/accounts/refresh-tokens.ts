// Refresh tokens: 32 random bytes in a cookie, of which we keep a hash. Each use replaces the token; a used one
// that comes back ends the whole family, but for ten seconds of grace (two tabs, a lost answer).
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { refreshTokens, users } from '../db/tables/users.ts';
import { AppError } from '../errors.ts';
import { LIFE } from '../limits.ts';
import type { Account } from './accounts.ts';

export type NewToken = { token: string; hash: Uint8Array };

const SHAPE = /^[A-Za-z0-9_-]{43}$/;

export async function newToken(): Promise<NewToken> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  const token = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { token, hash: await sha256(token) };
}

/** The stored form of what a cookie holds; nothing for what cannot be one of our tokens. */
export async function hashOf(token: string | undefined): Promise<Uint8Array | undefined> {
  return token !== undefined && SHAPE.test(token) ? sha256(token) : undefined;
}

/** Begins a family, if the user of that id is there and active. */
export const startFamily = (
  db: Db,
  { userId, hash, userAgent, now }: { userId: string; hash: Uint8Array; userAgent: string; now: Date },
) =>
  db
    .insert(refreshTokens)
    .select(
      db
        .select(
          row({
            familyId: sql`${crypto.randomUUID()}::uuid`,
            userId: sql`u.id`,
            hash,
            parentId: sql`null::uuid`,
            familyExpiresAt: sql`${at(now)} + ${seconds(LIFE.refreshFamily)}`,
            userAgent,
            now,
          }),
        )
        .from(sql`${users} u`)
        .where(sql`u.id = ${userId} and u.is_active`),
    )
    .returning({ id: refreshTokens.id });

export type Rotation = { account: Account | undefined; reused: boolean };

/**
 * Replaces a token in one transaction: mark it used (which also makes parallel uses wait for each other), issue
 * a child if it was used just now, and end the family if there is none.
 * @throws AppError `not_authenticated` for a token that never was ours. No `account` means that the session is over.
 */
export async function rotate(
  db: Db,
  { hash, child, userAgent, now }: { hash: Uint8Array; child: NewToken; userAgent: string; now: Date },
): Promise<Rotation> {
  const given = eq(refreshTokens.tokenHash, hash);
  const [before, , , , accounts] = await db.batch([
    db.select({ usedAt: refreshTokens.usedAt }).from(refreshTokens).where(given),
    db
      .update(refreshTokens)
      .set({ usedAt: sql`coalesce(${refreshTokens.usedAt}, ${at(now)})` })
      .where(and(given, isNull(refreshTokens.revokedAt), sql`${refreshTokens.expiresAt} > ${at(now)}`)),
    issueChild(db, hash, child.hash, userAgent, now),
    db
      .update(refreshTokens)
      .set({ revokedAt: now })
      .where(and(isNull(refreshTokens.revokedAt), sameFamily(hash), sql`not ${exists(child.hash)}`)),
    db
      .select({ account: users })
      .from(refreshTokens)
      .innerJoin(users, eq(users.id, refreshTokens.userId))
      .where(eq(refreshTokens.tokenHash, child.hash)),
  ]);
  if (!before[0]) throw new AppError('not_authenticated', 'Not authenticated');
  return { account: accounts[0]?.account, reused: before[0].usedAt !== null };
}

/** Ends the family of a token; with `all`, and if the token is still good, everything the account has open. */
export async function revoke(
  db: Db,
  { hash, all, now }: { hash: Uint8Array; all: boolean; now: Date },
): Promise<void> {
  const owner = sql`(select p.user_id from ${refreshTokens} p where p.token_hash = ${bytes(hash)}
    and p.revoked_at is null and p.expires_at > ${at(now)} and ${usedNotLongAgo(now)})`;
  const families = all ? sql`(${refreshTokens.userId} = ${owner} or ${sameFamily(hash)})` : sameFamily(hash);
  const raise = db
    .update(users)
    .set({ tokenVersion: sql`${users.tokenVersion} + 1`, updatedAt: now })
    .where(sql`${users.id} = ${all ? owner : sql`null::uuid`}`);
  const end = db
    .update(refreshTokens)
    .set({ revokedAt: now })
    .where(and(families, isNull(refreshTokens.revokedAt)));
  await db.batch([raise, end]);
}

const issueChild = (db: Db, parent: Uint8Array, hash: Uint8Array, userAgent: string, now: Date) =>
  db.insert(refreshTokens).select(
    db
      .select(
        row({
          familyId: sql`p.family_id`,
          userId: sql`p.user_id`,
          hash,
          parentId: sql`p.id`,
          familyExpiresAt: sql`p.family_expires_at`,
          userAgent,
          now,
        }),
      )
      .from(sql`${refreshTokens} p join ${users} u on u.id = p.user_id and u.is_active`)
      .where(
        sql`p.token_hash = ${bytes(parent)} and p.revoked_at is null and p.expires_at > ${at(now)}
          and ${usedNotLongAgo(now)}
          and (select count(*) from ${refreshTokens} c where c.parent_id = p.id) < ${LIFE.refreshGraceChildren}`,
      ),
  );

/** All columns, in the order of the table, as an insert from a select needs them. */
const row = (given: {
  familyId: SQL;
  userId: SQL;
  hash: Uint8Array;
  parentId: SQL;
  familyExpiresAt: SQL;
  userAgent: string;
  now: Date;
}) => ({
  id: sql`${crypto.randomUUID()}::uuid`.as('id'),
  familyId: given.familyId.as('family_id'),
  userId: given.userId.as('user_id'),
  tokenHash: bytes(given.hash).as('token_hash'),
  parentId: given.parentId.as('parent_id'),
  createdAt: at(given.now).as('created_at'),
  expiresAt: sql`least(${at(given.now)} + ${seconds(LIFE.refreshIdle)}, ${given.familyExpiresAt})`.as(
    'expires_at',
  ),
  familyExpiresAt: given.familyExpiresAt.as('family_expires_at'),
  usedAt: sql`null::timestamptz`.as('used_at'),
  revokedAt: sql`null::timestamptz`.as('revoked_at'),
  userAgent: sql`${given.userAgent.slice(0, 120)}::text`.as('user_agent'),
});

const usedNotLongAgo = (now: Date): SQL =>
  sql`(p.used_at is null or p.used_at > ${at(now)} - ${seconds(LIFE.refreshGrace)})`;

const sameFamily = (hash: Uint8Array): SQL =>
  sql`${refreshTokens.familyId} = (select p.family_id from ${refreshTokens} p where p.token_hash = ${bytes(hash)})`;

const exists = (hash: Uint8Array): SQL =>
  sql`exists (select 1 from ${refreshTokens} c where c.token_hash = ${bytes(hash)})`;

const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`;
const seconds = (amount: number): SQL => sql`make_interval(secs => ${amount})`;
const bytes = (value: Uint8Array): SQL => sql`${sql.param(value, refreshTokens.tokenHash)}::bytea`;

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
