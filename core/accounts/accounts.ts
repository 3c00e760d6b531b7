// Accounts: the one interface that an identity provider could replace. Numbers and reasons: docs/security.md.
import type { InferSelectModel } from 'drizzle-orm';
import { signAccessToken } from '../auth/access-token.ts';
import { keyedHash, type SigningKeys } from '../auth/keys.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/client.ts';
import { users } from '../db/tables/users.ts';
import { gatedBatch, isActingUser } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { LIFE } from '../limits.ts';
import { countedTasks, toCounts } from '../tasks/count-tasks.ts';
import type { Argon2Cost, Derive } from './argon2.ts';
import { COST } from './password-hash.ts';
import { changeProfile } from './profile.ts';
import { hashOf, newToken, revoke, rotate } from './refresh-tokens.ts';
import type { Credentials, Me, Profile, SessionRead, SignOut, UserRead } from './schema.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

/** What a door knows about a request to the account routes. */
export type Visit = {
  db: Db;
  now: Date;
  /** Network address, an IPv6 one cut to its /64; never stored as it is. */
  address: string;
  userAgent: string;
  /** What the cookie holds, unchecked. */
  refreshToken: string | undefined;
  /** Hears what belongs into the security log. */
  report(event: AccountEvent, details?: { userId?: string }): void;
  /** Keeps work alive that the answer need not wait for. */
  waitUntil(work: Promise<unknown>): void;
};

export type AccountEvent =
  | 'auth.signup'
  | 'auth.login_ok'
  | 'auth.login_fail'
  | 'auth.login_throttled'
  | 'auth.hash_damaged'
  | 'auth.refresh_reuse'
  | 'auth.logout_all';

/** `refreshToken` is for the cookie alone. */
export type Session = { read: SessionRead; refreshToken: string };

export interface Accounts {
  /** @throws AppError `invalid_email`, `weak_password`, `invalid_characters`, `email_taken`, `rate_limited`. */
  signUp(visit: Visit, credentials: Credentials): Promise<Session>;
  /** @throws AppError `invalid_credentials` (unknown e-mails too), `inactive_user`, `rate_limited`. */
  signIn(visit: Visit, credentials: Credentials): Promise<Session>;
  /** @throws AppError `not_authenticated`, `session_revoked`. */
  refresh(visit: Visit): Promise<Session>;
  signOut(visit: Visit, options: SignOut): Promise<void>;
  /** @throws AppError of the user gate. */
  me(ctx: Context): Promise<Me>;
  /** @throws AppError `invalid_request` for an unknown time zone, and those of the user gate. */
  changeProfile(ctx: Context, profile: Profile): Promise<UserRead>;
}

export type AccountOptions = {
  accessKeys: SigningKeys;
  /** The keyed hashes of e-mails and addresses come from it. */
  secret: string;
  derive: Derive;
  /** Default: the cost of production. */
  cost?: Argon2Cost;
  /** For each address; default 20. */
  signUpsPerDay?: number;
};

/** What the operations share. */
export type Parts = Required<Pick<AccountOptions, 'derive' | 'cost' | 'signUpsPerDay'>> & {
  emailKey(email: string): Promise<string>;
  addressKey(address: string): Promise<string>;
  openSession(account: Account, refreshToken: string, now: Date): Promise<Session>;
};

export type Account = InferSelectModel<typeof users>;

export async function createAccounts(options: AccountOptions): Promise<Accounts> {
  const parts: Parts = {
    derive: options.derive,
    cost: options.cost ?? COST,
    signUpsPerDay: options.signUpsPerDay ?? 20,
    emailKey: await keyedHash(options.secret, 'throttle'),
    addressKey: await keyedHash(options.secret, 'sign-up'),
    openSession: (account, refreshToken, now) => openSession(options.accessKeys, account, refreshToken, now),
  };
  return {
    signUp: (visit, credentials) => signUp(parts, visit, credentials),
    signIn: (visit, credentials) => signIn(parts, visit, credentials),
    refresh: (visit) => refresh(parts, visit),
    signOut,
    me,
    changeProfile: async (ctx, profile) => toUserRead(await changeProfile(ctx, profile)),
  };
}

async function refresh(parts: Parts, visit: Visit): Promise<Session> {
  const hash = await hashOf(visit.refreshToken);
  if (!hash) throw new AppError('not_authenticated', 'Not authenticated');
  const child = await newToken();
  const { account, reused } = await rotate(visit.db, { hash, child, ...visit });
  if (account) return parts.openSession(account, child.token, visit.now);
  if (reused) visit.report('auth.refresh_reuse');
  throw new AppError('session_revoked', 'Session ended');
}

async function signOut(visit: Visit, options: SignOut): Promise<void> {
  const hash = await hashOf(visit.refreshToken);
  if (!hash) return;
  const all = options.all === true;
  await revoke(visit.db, { hash, all, now: visit.now });
  if (all) visit.report('auth.logout_all');
}

async function me(ctx: Context): Promise<Me> {
  const [found, counted] = await gatedBatch(ctx, [
    ctx.db.select().from(users).where(isActingUser(ctx)),
    countedTasks(ctx),
  ]);
  if (!found[0]) throw new AppError('inactive_user', 'Inactive user');
  return { ...toUserRead(found[0]), counts: toCounts(counted) };
}

async function openSession(
  keys: SigningKeys,
  account: Account,
  refreshToken: string,
  now: Date,
): Promise<Session> {
  const { id: userId, email, tokenVersion } = account;
  const read: SessionRead = {
    access_token: await signAccessToken(keys, { userId, email, tokenVersion }, now),
    token_type: 'bearer',
    expires_in: LIFE.accessToken,
    user: toUserRead(account),
  };
  return { read, refreshToken };
}

const toUserRead = (row: Account): UserRead => ({
  id: row.id,
  email: row.email,
  is_active: row.isActive,
  timezone: row.timezone,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
