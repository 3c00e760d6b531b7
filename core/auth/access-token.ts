// The token that the page sends with each request. Verifying it needs no database: what may have changed
// since (deactivation, sign-out everywhere) is the user gate's business.
import { LIFE } from '../limits.ts';
import { signJwt, type TokenKind, verifyJwt } from './jwt.ts';
import type { SigningKeys } from './keys.ts';

export type AccessClaims = { userId: string; email: string; tokenVersion: number };

const ACCESS: TokenKind = { audience: 'api', type: 'access' };

/** Lives for 15 minutes from `now`. */
export const signAccessToken = (keys: SigningKeys, user: AccessClaims, now: Date): Promise<string> =>
  signJwt(
    keys,
    ACCESS,
    { sub: user.userId, email: user.email, ver: user.tokenVersion },
    { now, lifeSeconds: LIFE.accessToken },
  );

/** @throws AppError `token_expired` or `invalid_token`. */
export async function verifyAccessToken(
  keys: SigningKeys,
  token: string,
  now: Date,
): Promise<AccessClaims & { expiresAt: Date }> {
  const { sub, email, ver, exp } = await verifyJwt(keys, ACCESS, token, now);
  return {
    userId: sub,
    email: typeof email === 'string' ? email : '',
    tokenVersion: ver,
    expiresAt: new Date(exp * 1000),
  };
}
