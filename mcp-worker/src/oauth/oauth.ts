// The OAuth paths of the public door, each with its own limit by address.
import type { OAuthAuthorizationServer, OAuthHelpers } from '@cloudflare/workers-oauth-provider';
import type { Db } from '#core/db/client.ts';
import type { Deps } from '../deps.ts';
import type { LimitName } from '../env.ts';
import { addressOf, ownUrl, tooMany } from '../guard.ts';
import { authorize } from './authorize.ts';
import { complete } from './complete.ts';
import type { GrantChecks } from './grant-checks.ts';
import { register } from './register.ts';
import { AUTHORIZE_PATH, type OAuthEnv, REGISTER_PATH, SERVER_METADATA_PATH, TOKEN_PATH } from './server.ts';
import { token } from './token.ts';

/** What the handlers of one request share. */
export type OAuthCall = {
  config: Deps['config'];
  env: OAuthEnv;
  server: OAuthAuthorizationServer<OAuthEnv>;
  helpers: OAuthHelpers;
  grants: GrantChecks;
};

type Route = {
  methods: string;
  limit?: LimitName;
  answer: (request: Request, call: OAuthCall, execution: ExecutionContext) => Promise<Response>;
};

const COMPLETE_PATH = `${AUTHORIZE_PATH}/complete`;

export const OAUTH_ROUTES: Partial<Record<string, Route>> = {
  [SERVER_METADATA_PATH]: {
    methods: 'GET, HEAD',
    answer: (request, { server, env }, execution) => server.fetch(request, env, execution),
  },
  [AUTHORIZE_PATH]: { methods: 'GET', limit: 'authorize', answer: authorize },
  [COMPLETE_PATH]: { methods: 'GET', limit: 'authorize', answer: complete },
  [REGISTER_PATH]: { methods: 'POST', limit: 'register', answer: register },
  [TOKEN_PATH]: { methods: 'POST', limit: 'token', answer: token },
};

/** @throws Refusal 413 or 429; AppError `database_unavailable`. */
export async function answerOAuth(
  request: Request,
  { limit, answer }: Route,
  deps: Deps,
  { db, execution }: { db: Db; execution: ExecutionContext },
): Promise<Response> {
  if (limit && !(await deps.limit(limit, addressOf(request)))) throw tooMany();
  const response = await answer(request, oauthCall(request, deps, db), execution);
  return withoutCors(response);
}

export function oauthCall(request: Request, deps: Deps, db: Db): OAuthCall {
  const server = deps.oauth(ownUrl(request, deps));
  const env = { OAUTH_KV: deps.config.kv, db, now: deps.now };
  return { config: deps.config, env, server, helpers: server.getOAuthApi(env), grants: deps.grants };
}

/** The library lets every origin read its answers; which ones may is said once, for all paths, in `cors.ts`. */
function withoutCors(response: Response): Response {
  const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
  if (names.length === 0) return response;
  const plain = new Response(response.body, response);
  for (const name of names) plain.headers.delete(name);
  return plain;
}
