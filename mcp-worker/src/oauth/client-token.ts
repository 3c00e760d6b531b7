// The token of an outside client: found in KV by the library, for this resource only, and held against our own record
// of the grant.
import { AppError } from '#core/errors.ts';
import { parseScope } from '#core/grants/scopes.ts';
import { TIMEOUT } from '#core/limits.ts';
import type { OAuthCall } from './oauth.ts';
import { type GrantProps, resourceOf } from './server.ts';

export type ClientCaller = {
  userId: string;
  tokenVersion: number;
  scopes: ReadonlySet<string>;
  grantId: string;
  /** Its name or host, for the events of tasks. */
  client: string;
};

/** Client tokens have three parts between colons, turn tokens three between dots. */
export const isClientToken = (token: string): boolean => /^[^:]{1,64}:[^:]{1,64}:[^:]{1,256}$/.test(token);

/**
 * @param count Counts the call for the grant, before our record is asked.
 * @throws AppError `invalid_token`, `rate_limited`, `database_unavailable`.
 */
export async function verifyClientToken(
  token: string,
  origin: string,
  { server, env, grants }: Pick<OAuthCall, 'server' | 'env' | 'grants'>,
  count: (grantId: string) => Promise<void>,
): Promise<ClientCaller> {
  const found = await withinTime(server.validateToken<GrantProps>(resourceOf(origin), token, env));
  if (!found) throw new AppError('invalid_token', 'Could not validate credentials');
  const { userId, props, scope } = found;
  const { grantRow: grantId, tokenVersion, client } = props;
  await count(grantId);
  const live = await grants.use(env.db, { id: grantId, userId }, env.now());
  const scopes = new Set(parseScope(scope.join(' ')).filter((name) => live.scopes.includes(name)));
  return { userId, tokenVersion, scopes, grantId, client };
}

/** KV has no time limit of its own. */
async function withinTime<T>(work: Promise<T>): Promise<T> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), TIMEOUT.databaseMs);
  const late = new Promise<never>((_, reject) => {
    tooLate.signal.addEventListener('abort', () => reject(new Error('KV took too long')));
  });
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    throw new AppError('database_unavailable', 'Service temporarily unavailable', { cause });
  } finally {
    clearTimeout(timer);
  }
}
