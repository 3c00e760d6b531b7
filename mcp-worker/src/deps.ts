// What the doors need from their environment, as values; made once per isolate.
import { keyedHash, type SigningKeys, signingKeys } from '#core/auth/keys.ts';
import { connect, type Db } from '#core/db/client.ts';
import { networkOf } from '#core/network.ts';
import { type Config, type LimitName, readConfig } from './env.ts';
import { createGrantChecks, type GrantChecks } from './oauth/grant-checks.ts';
import { createAuthorizationServers, type OAuthServers } from './oauth/server.ts';

export type Deps = {
  config: Pick<
    Config,
    'publicUrl' | 'allowedOrigins' | 'webOrigins' | 'extraRedirects' | 'production' | 'kv'
  >;
  db: Db;
  turnKeys: SigningKeys;
  now: () => Date;
  /** Counts one use and says whether it may go on. @param key A user, a grant, or for the rest an address. */
  limit(name: LimitName, key: string): Promise<boolean>;
  oauth: OAuthServers;
  grants: GrantChecks;
  /** The user's name in logs, the same in both Workers. */
  logName(userId: string): Promise<string>;
};

let ready: Deps | undefined;

/** @throws Misconfigured, again at each request until the environment is right. */
export async function depsOf(env: Env): Promise<Deps> {
  ready ??= await createDeps(readConfig(env));
  return ready;
}

export async function createDeps(config: Config): Promise<Deps> {
  const hashUser = await keyedHash(config.tokenSecret, 'log-user');
  return {
    config,
    db: connect(config.databaseUrl, config.neonEndpoint),
    turnKeys: await signingKeys(config.tokenSecret, config.previousTokenSecret),
    now: () => new Date(),
    limit: rateLimits(config),
    oauth: createAuthorizationServers(config),
    grants: createGrantChecks(),
    logName: async (userId) => (await hashUser(userId)).slice(0, 12),
  };
}

/** How much `LIMITS=relaxed` multiplies what is counted by address: in development everybody is 127.0.0.1. */
const RELAXED_SHARES = 100;

function rateLimits({ limiters, relaxed }: Config): Deps['limit'] {
  let turn = 0;
  return async (name, key) => {
    const share = relaxed ? `#${turn++ % RELAXED_SHARES}` : '';
    const counted = name === 'calls' ? key : `${networkOf(key)}${share}`;
    return (await limiters[name].limit({ key: counted })).success;
  };
}
