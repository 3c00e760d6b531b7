// The person has decided; the browser comes back and is sent on to the client, with a code or with the refusal.
import { AuthorizationError, authorizationErrorRedirect } from '@cloudflare/workers-oauth-provider';
import { saveGrant } from '#core/grants/grants.ts';
import { type DecidedRequest, takeRequest } from '#core/grants/requests.ts';
import { redirect, refusalPage } from './authorize.ts';
import type { OAuthCall } from './oauth.ts';
import type { GrantProps } from './server.ts';
import { readTransactions, transactionsCookie } from './txn-cookie.ts';

const START_AGAIN = 'This request has expired or began in another browser. Start again in the app.';

/** `GET /authorize/complete` */
export async function complete(request: Request, call: OAuthCall): Promise<Response> {
  const id = new URL(request.url).searchParams.get('request') ?? '';
  const begunHere = readTransactions(request, call.config);
  if (!begunHere.includes(id)) return refusalPage(START_AGAIN);
  const decided = await takeRequest(call.env.db, id, call.env.now());
  if (!decided) return refusalPage(START_AGAIN);
  const left = transactionsCookie(
    begunHere.filter((other) => other !== id),
    call.config,
  );
  if (decided.scopes.length === 0) {
    return redirect(authorizationErrorRedirect(decided.request, 'access_denied'), left);
  }
  try {
    return redirect(await grant(decided, call), left);
  } catch (error) {
    if (error instanceof AuthorizationError) return refusalPage(START_AGAIN);
    throw error;
  }
}

/** Gives the grant, here and at the authorization server, and the address that takes the code to the client. */
async function grant(decided: DecidedRequest, { helpers, env, grants }: OAuthCall): Promise<string> {
  const { userId, tokenVersion, clientName, clientHost, scopes, request } = decided;
  const id = crypto.randomUUID();
  const props: GrantProps = { grantRow: id, tokenVersion, client: clientHost ?? clientName };
  const { redirectTo } = await helpers.completeAuthorization({
    request,
    userId,
    scope: scopes,
    props,
    metadata: { clientName },
  });
  const [, serverGrantId = ''] = (new URL(redirectTo).searchParams.get('code') ?? '').split(':');
  const { clientId, redirectUri } = request;
  await saveGrant(
    env.db,
    { id, userId, serverGrantId, clientId, clientName, clientHost, redirectUri, scopes, tokenVersion },
    env.now(),
  );
  grants.forget(userId);
  return redirectTo;
}
