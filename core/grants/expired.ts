import { lt, or, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { oauthCodesUsed, oauthGrants, oauthRequests } from '../db/tables/oauth.ts';

/** Takes away requests nobody answered, codes long dead, and grants that ended a month ago. */
export async function deleteExpiredGrants(db: Db, now: Date): Promise<void> {
  const before = (age: string) => sql`${now.toISOString()}::timestamptz - ${age}::interval`;
  await db.batch([
    db.delete(oauthRequests).where(lt(oauthRequests.expiresAt, now)),
    db.delete(oauthCodesUsed).where(lt(oauthCodesUsed.createdAt, before('1 day'))),
    db
      .delete(oauthGrants)
      .where(or(lt(oauthGrants.expiresAt, before('30 days')), lt(oauthGrants.revokedAt, before('30 days')))),
  ]);
}
