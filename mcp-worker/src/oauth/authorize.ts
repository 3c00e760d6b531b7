// A client asks for access: the request is checked, put by, and the browser sent to the site, where the person
// signs in and decides.
import {
  AuthorizationError,
  type AuthRequest,
  authorizationErrorRedirect,
  CimdFetchError,
  type OAuthHelpers,
} from '@cloudflare/workers-oauth-provider';
import { cleanClientName } from '#core/grants/client-name.ts';
import { type ClientIdentity, saveRequest } from '#core/grants/requests.ts';
import { CLIENT } from '#core/limits.ts';
import type { Config } from '../env.ts';
import { isAddress, isAllowedRedirect, isFetchableClientId } from './client-rules.ts';
import type { OAuthCall } from './oauth.ts';
import { readTransactions, transactionsCookie } from './txn-cookie.ts';

/** A page of one sentence: for what must not be sent to the client, because it may not be one. */
export const refusalPage = (sentence: string): Response =>
  new Response(`${sentence}\n`, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/** `GET /authorize` */
export async function authorize(request: Request, call: OAuthCall): Promise<Response> {
  const { params, refusal } = readParams(new URL(request.url));
  if (refusal) return refusalPage(refusal);
  let asked: AuthRequest;
  let client: ClientIdentity;
  try {
    asked = await call.helpers.parseAuthRequest(request);
    if (!isAllowedRedirect(asked.redirectUri, call.config.extraRedirects)) return refusalPage(BAD_REDIRECT);
    client = await identityOf(asked, call.helpers);
  } catch (error) {
    return answerRefusal(error);
  }
  const problem = ownRules(asked, params);
  if (problem) return redirect(authorizationErrorRedirect(asked, 'invalid_request', problem));
  const id = await saveRequest(call.env.db, { request: asked, ...client, now: call.env.now() });
  const cookie = transactionsCookie([...readTransactions(request, call.config), id], call.config);
  return redirect(`${webOriginFor(request, call.config)}/connect?request=${id}`, cookie);
}

export function redirect(location: string, cookie?: string): Response {
  const headers = new Headers({ Location: location });
  if (cookie) headers.set('Set-Cookie', cookie);
  return new Response(null, { status: 302, headers });
}

const BAD_REDIRECT = 'The app gave an address for its answer that is not allowed.';

/** What can be seen before anything is looked up. */
function readParams({ searchParams }: URL): { params: URLSearchParams; refusal?: string } {
  const params = searchParams;
  for (const name of new Set(params.keys())) {
    if (name !== 'resource' && params.getAll(name).length > 1) {
      return { params, refusal: 'A parameter of the request is repeated.' };
    }
  }
  if ((params.get('state') ?? '').length > CLIENT.stateMax)
    return { params, refusal: 'The state is too long.' };
  const clientId = params.get('client_id') ?? '';
  if (isAddress(clientId) && !isFetchableClientId(clientId)) {
    return { params, refusal: 'The address that names this app is not allowed.' };
  }
  return { params };
}

/** Every client proves with S256 that it is the one that began, confidential ones too. */
function ownRules({ codeChallenge, codeChallengeMethod }: AuthRequest, params: URLSearchParams) {
  if (!/^[\w-]{43}$/.test(codeChallenge ?? '') || codeChallengeMethod !== 'S256') {
    return 'code_challenge with code_challenge_method S256 is required';
  }
  if ((params.get('response_mode') ?? 'query') !== 'query') return 'response_mode must be query';
  return undefined;
}

/** The name as it may be shown, and the host that vouches for it, if one does. */
async function identityOf(asked: AuthRequest, helpers: OAuthHelpers): Promise<ClientIdentity> {
  const { clientName, clientDomain } = await helpers.describeConsent(asked);
  return {
    clientName: cleanClientName(clientName === asked.clientId ? undefined : clientName),
    clientHost: clientDomain ?? null,
  };
}

/** Back to the client only where the library has found its redirect address to be registered. */
function answerRefusal(error: unknown): Response {
  if (error instanceof CimdFetchError) return refusalPage('This app could not be verified.');
  if (!(error instanceof AuthorizationError)) throw error;
  return error.redirectTo ? redirect(error.redirectTo) : refusalPage(`${error.description}.`);
}

/** In development the page by the name under which the person came, because the session's cookie goes by it. */
function webOriginFor(request: Request, { webOrigins }: Pick<Config, 'webOrigins'>): string {
  const { hostname } = new URL(request.url);
  return webOrigins.find((origin) => URL.parse(origin)?.hostname === hostname) ?? webOrigins[0] ?? '';
}
