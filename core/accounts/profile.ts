import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { sqlState } from '../db/faults.ts';
import { users } from '../db/tables/users.ts';
import { gatedBatch, isActingUser } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { isTimeZone } from '../time/show-due.ts';
import type { Profile } from './schema.ts';

const INVALID_PARAMETER = '22023';

/** Only a zone that Postgres and JavaScript both know: the one resolves dates in it, the other shows them. */
export async function changeProfile(ctx: Context, { timezone }: Profile) {
  if (!isTimeZone(timezone)) throw unknownZone();
  const update = ctx.db
    .update(users)
    .set({ timezone, updatedAt: ctx.now() })
    .where(sql`${isActingUser(ctx)} and now() at time zone ${timezone} is not null`)
    .returning();
  try {
    const [rows] = await gatedBatch(ctx, [update]);
    if (!rows[0]) throw new AppError('inactive_user', 'Inactive user');
    return rows[0];
  } catch (error) {
    throw sqlState(error) === INVALID_PARAMETER ? unknownZone() : error;
  }
}

const unknownZone = (): AppError =>
  new AppError('invalid_request', 'Unknown time zone: give an IANA name such as Europe/Berlin');
