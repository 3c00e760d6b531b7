// The authorization server: Cloudflare's library, held to our rules. Its records lie in KV; who may act is decided by
// our own record of the grant, at every token it gives out.
import {
  OAuthAuthorizationServer,
  OAuthError,
  type TokenExchangeCallbackOptions,
} from '@cloudflare/workers-oauth-provider';
import type { Db } from '#core/db/client.ts';
import { touchGrant } from '#core/grants/grants.ts';
import { SCOPES } from '#core/grants/scopes.ts';
import { LIFE } from '#core/limits.ts';
import type { Config } from '../env.ts';
import { refusedRegistration } from './client-rules.ts';

/** What the library's calls need of one request. */
export type OAuthEnv = { OAUTH_KV: KVNamespace; db: Db; now: () => Date };

/** What a token carries for us, encrypted by the library. */
export type GrantProps = { grantRow: string; tokenVersion: number; client: string };

export const AUTHORIZE_PATH = '/authorize';
export const TOKEN_PATH = '/oauth/token';
export const REGISTER_PATH = '/oauth/register';
export const SERVER_METADATA_PATH = '/.well-known/oauth-authorization-server';

export const resourceOf = (origin: string): string => `${origin}/mcp`;

/** The authorization server of one address; in development there are several names for this machine. */
export type OAuthServers = (origin: string) => OAuthAuthorizationServer<OAuthEnv>;

const NAMES_OF_ONE_MACHINE = 8;

export function createAuthorizationServers({ extraRedirects }: Pick<Config, 'extraRedirects'>): OAuthServers {
  const servers = new Map<string, OAuthAuthorizationServer<OAuthEnv>>();
  return (origin) => {
    const known = servers.get(origin);
    if (known) return known;
    if (servers.size >= NAMES_OF_ONE_MACHINE) servers.clear();
    const server = createAuthorizationServer(origin, extraRedirects);
    servers.set(origin, server);
    return server;
  };
}

function createAuthorizationServer(origin: string, extraRedirects: readonly string[]) {
  return new OAuthAuthorizationServer<OAuthEnv>({
    issuer: origin,
    resources: [resourceOf(origin)],
    authorizeEndpoint: AUTHORIZE_PATH,
    tokenEndpoint: TOKEN_PATH,
    clientRegistrationEndpoint: REGISTER_PATH,
    clientIdMetadataDocumentEnabled: true,
    scopesSupported: [...SCOPES],
    accessTokenTTL: LIFE.clientAccessToken,
    refreshTokenTTL: LIFE.grant,
    clientRegistrationTTL: LIFE.grant,
    allowTokenExchangeGrant: false,
    // Authorization requests may use those of the list only: `checkRedirect`.
    allowPrivateUseRedirectUris: extraRedirects.length > 0,
    clientRegistrationCallback: ({ clientMetadata }) => refusedRegistration(clientMetadata, extraRedirects),
    tokenExchangeCallback: onlyForLiveGrants,
    // The door writes its own line of the log.
    onError: () => undefined,
  });
}

/** Both for a code and for a refresh token. @throws OAuthError `invalid_grant`, which ends the grant in KV as well. */
async function onlyForLiveGrants({
  userId,
  props,
  env,
}: TokenExchangeCallbackOptions<OAuthEnv>): Promise<void> {
  const { grantRow } = props as GrantProps;
  const live = await touchGrant(env.db, { id: grantRow, userId, calls: 0, now: env.now() });
  if (!live) throw new OAuthError('invalid_grant', { description: 'The person has disconnected this app' });
}
