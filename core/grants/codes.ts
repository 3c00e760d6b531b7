// Authorization codes, each good once. The authorization server's own mark lies in KV and may come too late.
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { isUuid } from '../uuid.ts';
import type { ServerGrant } from './grants.ts';
import { sha256 } from './hash.ts';
import { oauthCodesUsed, oauthGrants } from './tables.ts';

/** `used`: somebody has redeemed it, or is just about to. `unknown`: no grant of that client stands behind it. */
export type Claim = 'claimed' | 'used' | 'unknown';

/** Marks a code as used before it is redeemed; in parallel only one caller gets `claimed`. */
export async function claimCode(
  db: Db,
  { code, clientId, grant, now }: { code: string; clientId: string; grant: ServerGrant; now: Date },
): Promise<Claim> {
  if (!isUuid(grant.userId)) return 'unknown';
  const ownGrant = db
    .select({ id: oauthGrants.id })
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.userId, grant.userId),
        eq(oauthGrants.serverGrantId, grant.serverGrantId),
        eq(oauthGrants.clientId, clientId),
      ),
    );
  const hash = await sha256(code);
  const [found, claimed] = await db.batch([
    ownGrant,
    db
      .insert(oauthCodesUsed)
      .select(
        db
          .select({
            hash: sql`${sql.param(hash, oauthCodesUsed.hash)}::bytea`.as('hash'),
            createdAt: sql`${now.toISOString()}::timestamptz(3)`.as('created_at'),
          })
          .from(sql`(${ownGrant}) g`),
      )
      .onConflictDoNothing()
      .returning({ createdAt: oauthCodesUsed.createdAt }),
  ]);
  if (!found[0]) return 'unknown';
  return claimed[0] ? 'claimed' : 'used';
}

/** A code that was refused (a wrong verifier, say) is not spent. */
export async function releaseCode(db: Db, code: string): Promise<void> {
  await db.delete(oauthCodesUsed).where(eq(oauthCodesUsed.hash, await sha256(code)));
}
