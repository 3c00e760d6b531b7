import { lt, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { authFailures, refreshTokens } from '../db/tables/users.ts';

/** Takes away what no longer decides anything: families that have ended by age, failures of yesterday. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  const dayAgo = sql`${now.toISOString()}::timestamptz - interval '24 hours'`;
  await db.batch([
    db.delete(refreshTokens).where(lt(refreshTokens.familyExpiresAt, now)),
    db.delete(authFailures).where(lt(authFailures.lastAt, dayAgo)),
  ]);
}
