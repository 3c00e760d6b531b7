// Authorization codes, each good once. The authorization server's own mark lies in KV and may come too late.
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { oauthCodesUsed, oauthGrants } from '../db/tables/oauth.ts';
import { isUuid } from '../uuid.ts';
import type { ServerGrant } from './grants.ts';
import { sha256 } from './hash.ts';

/**
 * `racing`: another request is redeeming it right now. `replayed`: tokens were given for it before. `unknown`: no grant
 * of that client stands behind it.
 */
export type Claim = 'claimed' | 'racing' | 'replayed' | 'unknown';

/** Marks a code as used before it is redeemed; in parallel only one caller gets `claimed`. */
export async function claimCode(
  db: Db,
  { code, clientId, grant, now }: { code: string; clientId?: string; grant: ServerGrant; now: Date },
): Promise<Claim> {
  if (!isUuid(grant.userId)) return 'unknown';
  const ownGrant = db
    .select({ id: oauthGrants.id })
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.userId, grant.userId),
        eq(oauthGrants.serverGrantId, grant.serverGrantId),
        clientId === undefined ? undefined : eq(oauthGrants.clientId, clientId),
      ),
    );
  const hash = await sha256(code);
  const given = eq(oauthCodesUsed.hash, hash);
  const [found, claimed, marks] = await db.batch([
    ownGrant,
    db
      .insert(oauthCodesUsed)
      .select(
        db
          .select({
            hash: sql`${sql.param(hash, oauthCodesUsed.hash)}::bytea`.as('hash'),
            createdAt: sql`${now.toISOString()}::timestamptz(3)`.as('created_at'),
            redeemedAt: sql`null::timestamptz(3)`.as('redeemed_at'),
          })
          .from(sql`(${ownGrant}) g`),
      )
      .onConflictDoNothing()
      .returning({ createdAt: oauthCodesUsed.createdAt }),
    db.select({ redeemedAt: oauthCodesUsed.redeemedAt }).from(oauthCodesUsed).where(given),
  ]);
  if (!found[0]) return 'unknown';
  if (claimed[0]) return 'claimed';
  return marks[0]?.redeemedAt ? 'replayed' : 'racing';
}

/** Tokens were given for it. */
export async function markRedeemed(db: Db, code: string, now: Date): Promise<void> {
  await db
    .update(oauthCodesUsed)
    .set({ redeemedAt: now })
    .where(eq(oauthCodesUsed.hash, await sha256(code)));
}

/** A code that was refused (a wrong verifier, say) is not spent. */
export async function releaseCode(db: Db, code: string): Promise<void> {
  await db
    .delete(oauthCodesUsed)
    .where(and(eq(oauthCodesUsed.hash, await sha256(code)), isNull(oauthCodesUsed.redeemedAt)));
}
