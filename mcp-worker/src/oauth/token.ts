// Tokens for codes and refresh tokens, and the way to hand a token back. What the library answers from KV, which may
// lag, is guarded by our own records.
import { claimCode, markRedeemed, releaseCode } from '#core/grants/codes.ts';
import { revokeServerGrant, type ServerGrant } from '#core/grants/grants.ts';
import { REQUEST } from '#core/limits.ts';
import { readText } from '../body.ts';
import type { OAuthCall } from './oauth.ts';

/** `POST /oauth/token` @throws Refusal 413 */
export async function token(
  request: Request,
  call: OAuthCall,
  execution: ExecutionContext,
): Promise<Response> {
  const body = await readText(request, REQUEST.authBodyMaxBytes);
  const params = new URLSearchParams(body);
  const forLibrary = new Request(request.url, { method: 'POST', headers: request.headers, body });
  const ask = () => call.server.fetch(forLibrary, call.env, execution);
  const code = params.get('code');
  if (params.get('grant_type') === 'authorization_code' && code) {
    return redeem(code, clientIdOf(params, request), call, ask);
  }
  const response = await ask();
  if (!params.has('grant_type') && response.ok) await noteRevocation(params.get('token'), call);
  return response;
}

/** A code is good once, also for two requests at the same time; one that comes again ends what it had given. */
async function redeem(
  code: string,
  clientId: string | undefined,
  call: OAuthCall,
  ask: () => Promise<Response>,
): Promise<Response> {
  const grant = grantOf(code);
  if (!grant) return ask();
  const { db, now } = call.env;
  const client = clientId === undefined ? {} : { clientId };
  const claim = await claimCode(db, { code, ...client, grant, now: now() });
  // No record of ours: the library has none either, or refuses this client.
  if (claim === 'unknown') return ask();
  if (claim === 'replayed') await endGrant(grant, call, client);
  if (claim !== 'claimed') return invalidGrant();
  const response = await ask().catch(async (error: unknown) => {
    await releaseCode(db, code);
    throw error;
  });
  if (response.ok) await markRedeemed(db, code, now());
  else await releaseCode(db, code);
  return response;
}

/** Ends a grant here first, where it counts at once, then in KV. */
async function endGrant(grant: ServerGrant, call: OAuthCall, client: { clientId?: string }): Promise<void> {
  const ended = await revokeServerGrant(call.env.db, grant, { now: call.env.now(), ...client });
  call.grants.forget(grant.userId);
  if (ended) await call.helpers.revokeGrant(grant.serverGrantId, grant.userId);
}

/** A client that hands its refresh token back has ended the grant in KV; then ours has ended, too. */
async function noteRevocation(token: string | null, call: OAuthCall): Promise<void> {
  const grant = grantOf(token ?? '');
  if (!grant) return;
  const stillThere = await call.env.OAUTH_KV.get(`grant:${grant.userId}:${grant.serverGrantId}`);
  if (stillThere === null) await endGrant(grant, call, {});
}

/** Codes and tokens of the library read `user:grant:secret`. */
function grantOf(text: string): ServerGrant | undefined {
  const [userId, serverGrantId, secret, ...more] = text.split(':');
  return userId && serverGrantId && secret && more.length === 0 ? { userId, serverGrantId } : undefined;
}

function clientIdOf(params: URLSearchParams, request: Request): string | undefined {
  const [, basic] = /^basic +([\w+/=]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (!basic) return params.get('client_id') ?? undefined;
  try {
    return decodeURIComponent(atob(basic).split(':')[0] ?? '');
  } catch {
    return undefined; // the library refuses it in its own words
  }
}

const invalidGrant = (): Response =>
  Response.json(
    { error: 'invalid_grant', error_description: 'Authorization code already used' },
    { status: 400 },
  );
