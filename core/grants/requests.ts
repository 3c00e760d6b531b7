// A client's request for access, from the moment it was found valid until a person's answer is taken up.
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Db } from '../db/client.ts';
import { oauthGrants, oauthRequests } from '../db/tables/oauth.ts';
import { users } from '../db/tables/users.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { LIFE, ROWS } from '../limits.ts';
import { isRandomId, randomId, sha256 } from './hash.ts';
import type { ConsentAnswer, ConsentDecision, ConsentRequest } from './schema.ts';
import { parseScope, requestedScopes } from './scopes.ts';

/** The authorization request in the terms of the OAuth library, which takes it back as it was. */
export type ClientRequest = {
  responseType: string;
  clientId: string;
  redirectUri: string;
  scope: string[];
  state: string;
  codeChallenge?: string;
  codeChallengeMethod?: string;
  resource?: string;
  issuer?: string;
};

export type ClientIdentity = { clientName: string; clientHost: string | null };

/** Stores a request and gives back the id that the browser holds; only its hash is kept. */
export async function saveRequest(
  db: Db,
  { request, clientName, clientHost, now }: ClientIdentity & { request: ClientRequest; now: Date },
): Promise<string> {
  const id = randomId();
  const expiresAt = new Date(now.getTime() + LIFE.consent * 1000);
  const idHash = await sha256(id);
  await db
    .insert(oauthRequests)
    .values({ idHash, request, clientName, clientHost, createdAt: now, expiresAt });
  return id;
}

/** @throws AppError `not_found` for one that is unknown, decided or too old. */
export async function readRequest(ctx: Context, id: string): Promise<ConsentRequest> {
  const [rows] = await gatedBatch(ctx, [
    ctx.db
      .select()
      .from(oauthRequests)
      .where(and(isOpen(await hashOf(id), ctx.now()), passesGate(ctx))),
  ]);
  const row = rows[0];
  if (!row) throw notFound();
  const { redirectUri, scope } = row.request as ClientRequest;
  const redirect = new URL(redirectUri);
  return {
    client_name: row.clientName,
    client_host: row.clientHost,
    redirect_host: redirect.host,
    redirect_is_local: redirect.protocol === 'http:',
    scopes: requestedScopes(scope),
    expires_at: row.expiresAt.toISOString(),
  };
}

/**
 * Writes down what the person decided, once; the client learns it when the browser returns to the MCP Worker.
 * @throws AppError `not_found`, or `limit_reached` when too many other clients are connected already.
 */
export async function decideRequest(
  ctx: Context,
  id: string,
  { decision, change_tasks }: ConsentDecision,
): Promise<ConsentAnswer> {
  const scope = decision === 'deny' ? '' : change_tasks ? 'tasks:read tasks:write' : 'tasks:read';
  const open = isOpen(await hashOf(id), ctx.now());
  const others = sql<number>`(select count(*) from ${oauthGrants} g where g.user_id = ${ctx.userId}
    and g.revoked_at is null and g.expires_at > ${ctx.now().toISOString()}::timestamptz
    and g.token_version = ${ctx.tokenVersion} and g.client_id <> ${oauthRequests.request} ->> 'clientId')`;
  const hasRoom = decision === 'deny' ? sql`true` : sql`${others} < ${ROWS.grantsPerUser}`;
  const [asked, decided] = await gatedBatch(
    ctx,
    [
      ctx.db
        .select({ idHash: oauthRequests.idHash })
        .from(oauthRequests)
        .where(and(open, passesGate(ctx))),
      ctx.db
        .update(oauthRequests)
        .set({ userId: ctx.userId, tokenVersion: ctx.tokenVersion, scope, decidedAt: ctx.now() })
        .where(and(open, passesGate(ctx), hasRoom))
        .returning({ request: oauthRequests.request }),
    ],
    { lockUser: true },
  );
  if (!asked[0]) throw notFound();
  if (!decided[0]) {
    throw new AppError('limit_reached', `You can connect at most ${ROWS.grantsPerUser} apps`);
  }
  const { issuer = '' } = decided[0].request as ClientRequest;
  return { continue_url: `${issuer}/authorize/complete?request=${id}` };
}

export type DecidedRequest = ClientIdentity & {
  request: ClientRequest;
  userId: string;
  tokenVersion: number;
  /** None: the person refused. */
  scopes: string[];
};

/** Takes a decided request away, so that its answer is given once; nothing if there is none or its user is gone. */
export async function takeRequest(db: Db, id: string, now: Date): Promise<DecidedRequest | undefined> {
  if (!isRandomId(id)) return undefined;
  const isActing = sql`exists (select 1 from ${users} u where u.id = ${oauthRequests.userId} and u.is_active
    and u.token_version = ${oauthRequests.tokenVersion})`;
  const [row] = await db
    .delete(oauthRequests)
    .where(
      and(
        eq(oauthRequests.idHash, await sha256(id)),
        gt(oauthRequests.expiresAt, now),
        isNotNull(oauthRequests.decidedAt),
        isActing,
      ),
    )
    .returning();
  if (!row || row.userId === null || row.tokenVersion === null) return undefined;
  const { userId, tokenVersion, clientName, clientHost, scope } = row;
  const request = row.request as ClientRequest;
  return { request, userId, tokenVersion, clientName, clientHost, scopes: parseScope(scope ?? '') };
}

const isOpen = (idHash: Uint8Array, now: Date) =>
  and(eq(oauthRequests.idHash, idHash), gt(oauthRequests.expiresAt, now), isNull(oauthRequests.decidedAt));

function hashOf(id: string): Promise<Uint8Array> {
  if (!isRandomId(id)) throw notFound();
  return sha256(id);
}

const notFound = (): AppError =>
  new AppError('not_found', 'This request has expired or was answered. Start again in the app.');
