// Revocation without a round trip of its own: each batch begins by asking whether the token's user may
// still act, and each statement of the batch holds the same condition, because a batch cannot branch.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { users } from './tables/users.ts';

/** The condition for the WHERE of every statement that reads or writes a user's rows. */
export const passesGate = (ctx: Context): SQL =>
  sql`exists (select 1 from ${users} where ${users.id} = ${ctx.userId} and ${users.isActive} and ${users.tokenVersion} = ${ctx.tokenVersion})`;

/** The same condition on a row of `users` itself. */
export const isActingUser = (ctx: Context): SQL | undefined =>
  and(eq(users.id, ctx.userId), users.isActive, eq(users.tokenVersion, ctx.tokenVersion));

/**
 * Sends the statements in one request, the gate first, and gives back their results without the gate's.
 * Each statement must hold `passesGate(ctx)` itself.
 *
 * @param options.lockUser Makes the batch wait for others of this user that lock too: counts stay exact.
 * @throws AppError `inactive_user` or `invalid_token`; nothing was written then.
 */
export async function gatedBatch<U extends BatchItem<'pg'>, T extends Readonly<[U, ...U[]]>>(
  ctx: Context,
  statements: T,
  options: { lockUser?: boolean } = {},
): Promise<BatchResponse<T>> {
  const gate = ctx.db
    .select({ isActive: users.isActive, tokenVersion: users.tokenVersion })
    .from(users)
    .where(eq(users.id, ctx.userId));
  const [found, ...results] = await ctx.db.batch([
    options.lockUser ? gate.for('no key update') : gate,
    ...statements,
  ]);
  const user = found[0];
  if (!user?.isActive) throw new AppError('inactive_user', 'Inactive user');
  if (user.tokenVersion !== ctx.tokenVersion) {
    throw new AppError('invalid_token', 'Could not validate credentials');
  }
  return results as BatchResponse<T>;
}
