// Who is asking: the bearer token in `Authorization`, and nothing else. No cookie, query or body names a user.
import type { MiddlewareHandler } from 'hono';
import { verifyAccessToken } from '#core/auth/access-token.ts';
import { AppError } from '#core/errors.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv } from './app-env.ts';
import type { LimitName } from './rate-limit.ts';

const BEARER = /^bearer +(\S.*)$/i;

/**
 * Sets `c.var.ctx` from a verified token.
 * @throws AppError `not_authenticated`, `token_expired`, `invalid_token`; `forbidden` on an older path
 *   (`/api/{user_id}/…`) that names somebody else.
 */
export function session({ accessKeys, now }: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const [, token] = BEARER.exec(c.req.header('authorization')?.trim() ?? '') ?? [];
    if (token === undefined) throw new AppError('not_authenticated', 'Not authenticated');
    const { userId, tokenVersion } = await verifyAccessToken(accessKeys, token, now());
    const named = c.req.param('user_id');
    if (named !== undefined && named.toLowerCase() !== userId.toLowerCase()) {
      throw new AppError('forbidden', 'Forbidden');
    }
    c.set('ctx', { db: c.var.db, userId, tokenVersion, now });
    return next();
  };
}

/** Counts the request for its user; stands behind `session`, so a bad token spends nobody's allowance. */
export function userLimit({ limits }: Deps, name?: LimitName): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    await limits(name ?? (isRead ? 'read' : 'write'), c.var.ctx.userId);
    return next();
  };
}

/** Counts the request for the network it comes from. */
export function addressLimit({ limits }: Deps, name: LimitName): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await limits(name, c.var.address);
    return next();
  };
}
