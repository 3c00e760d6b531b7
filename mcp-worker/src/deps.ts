// What the doors need from their environment, as values; made once per isolate.
import { keyedHash, type SigningKeys, signingKeys } from '#core/auth/keys.ts';
import { connect, type Db } from '#core/db/client.ts';
import { networkOf } from '#core/network.ts';
import { type Config, readConfig } from './env.ts';

export type Deps = {
  config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'production'>;
  db: Db;
  turnKeys: SigningKeys;
  now: () => Date;
  /** Each says whether the request may go on. */
  limits: { address(ip: string): Promise<boolean>; calls(userId: string): Promise<boolean> };
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
    limits: rateLimits(config),
    logName: async (userId) => (await hashUser(userId)).slice(0, 12),
  };
}

/** How much `LIMITS=relaxed` multiplies what is counted by address: in development everybody is 127.0.0.1. */
const RELAXED_SHARES = 100;

function rateLimits({ limiters, relaxed }: Config): Deps['limits'] {
  let turn = 0;
  const share = () => (relaxed ? `#${turn++ % RELAXED_SHARES}` : '');
  return {
    address: async (ip) => (await limiters.address.limit({ key: `${networkOf(ip)}${share()}` })).success,
    calls: async (userId) => (await limiters.calls.limit({ key: userId })).success,
  };
}
