// Connected clients: our own record of what the authorization server has granted. Its records lie in KV, which may
// lag a minute behind; a client is refused by this one.
import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Db } from '../db/client.ts';
import { oauthGrants } from '../db/tables/oauth.ts';
import { users } from '../db/tables/users.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { LIFE, ROWS } from '../limits.ts';
import { isUuid } from '../uuid.ts';
import type { ConnectedClient } from './schema.ts';
import { parseScope } from './scopes.ts';

/** How the authorization server names a grant. */
export type ServerGrant = { userId: string; serverGrantId: string };

type NewGrant = ServerGrant & {
  id: string;
  clientId: string;
  clientName: string;
  clientHost: string | null;
  redirectUri: string;
  scopes: readonly string[];
  tokenVersion: number;
};

/**
 * Records a new grant. An earlier one of the same client ends, as at the authorization server: a client known by its
 * own document is the same only with the same redirect address, because all its installations share one id.
 */
export async function saveGrant(db: Db, { scopes, ...grant }: NewGrant, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + LIFE.grant * 1000);
  const sameInstallation =
    grant.clientHost === null ? undefined : eq(oauthGrants.redirectUri, grant.redirectUri);
  await db.batch([
    db
      .update(oauthGrants)
      .set({ revokedAt: now })
      .where(
        and(
          eq(oauthGrants.userId, grant.userId),
          eq(oauthGrants.clientId, grant.clientId),
          isNull(oauthGrants.revokedAt),
          sameInstallation,
        ),
      ),
    db.insert(oauthGrants).values({ ...grant, scope: scopes.join(' '), createdAt: now, expiresAt }),
  ]);
}

/** Those that are connected now, the newest first. */
export async function listGrants(ctx: Context): Promise<ConnectedClient[]> {
  const [rows] = await gatedBatch(ctx, [
    ctx.db
      .select()
      .from(oauthGrants)
      .where(and(isOwnAndLive(ctx), passesGate(ctx)))
      .orderBy(desc(oauthGrants.createdAt), desc(oauthGrants.id))
      .limit(ROWS.pageMax),
  ]);
  return rows.map((row) => ({
    id: row.id,
    client_name: row.clientName,
    client_host: row.clientHost,
    redirect_host: new URL(row.redirectUri).host,
    scopes: parseScope(row.scope),
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt.toISOString(),
  }));
}

/** Ends one grant, or all of the user. @throws AppError `not_found` for one that is absent or somebody else's. */
export async function revokeGrants(ctx: Context, which: string | 'all'): Promise<ServerGrant[]> {
  if (which !== 'all' && !isUuid(which)) throw notFound();
  const one = which === 'all' ? undefined : eq(oauthGrants.id, which);
  const [rows] = await gatedBatch(ctx, [
    ctx.db
      .update(oauthGrants)
      .set({ revokedAt: ctx.now() })
      .where(and(isOwnAndLive(ctx), one, passesGate(ctx)))
      .returning({ userId: oauthGrants.userId, serverGrantId: oauthGrants.serverGrantId }),
  ]);
  if (which !== 'all' && rows.length === 0) throw notFound();
  return rows;
}

/** Ends a grant for reasons of the protocol: a code used twice, a token handed back by its client. */
export async function revokeServerGrant(
  db: Db,
  { userId, serverGrantId }: ServerGrant,
  { now, clientId }: { now: Date; clientId?: string },
): Promise<boolean> {
  if (!isUuid(userId)) return false;
  const rows = await db
    .update(oauthGrants)
    .set({ revokedAt: now })
    .where(
      and(
        eq(oauthGrants.userId, userId),
        eq(oauthGrants.serverGrantId, serverGrantId),
        clientId === undefined ? undefined : eq(oauthGrants.clientId, clientId),
        isNull(oauthGrants.revokedAt),
      ),
    )
    .returning({ id: oauthGrants.id });
  return rows.length > 0;
}

/** A grant that may act: what a token of it is worth now. */
export type LiveGrant = { scopes: string[]; callsToday: number };

/** Looks a grant up and counts its calls; nothing if it was revoked, has ended, or its user may not act. */
export async function touchGrant(
  db: Db,
  { id, userId, calls, now }: { id: string; userId: string; calls: number; now: Date },
): Promise<LiveGrant | undefined> {
  if (!isUuid(id) || !isUuid(userId)) return undefined;
  const today = now.toISOString().slice(0, 10);
  const before = sql`case when ${oauthGrants.callsDay} = ${today}::date then ${oauthGrants.calls} else 0 end`;
  const [row] = await db
    .update(oauthGrants)
    .set({ lastUsedAt: now, callsDay: today, calls: sql`${before} + ${calls}::int` })
    .where(and(eq(oauthGrants.id, id), eq(oauthGrants.userId, userId), isLive(now), userMayAct))
    .returning({ scope: oauthGrants.scope, callsToday: oauthGrants.calls });
  return row && { scopes: parseScope(row.scope), callsToday: row.callsToday };
}

const isLive = (now: Date): SQL | undefined =>
  and(isNull(oauthGrants.revokedAt), gt(oauthGrants.expiresAt, now));

const isOwnAndLive = (ctx: Context): SQL | undefined =>
  and(eq(oauthGrants.userId, ctx.userId), eq(oauthGrants.tokenVersion, ctx.tokenVersion), isLive(ctx.now()));

/** The user gate, by the version that the grant was given with. */
const userMayAct = sql`exists (select 1 from ${users} u where u.id = ${oauthGrants.userId} and u.is_active
  and u.token_version = ${oauthGrants.tokenVersion})`;

const notFound = (): AppError => new AppError('not_found', 'Connected app not found');
