// Which web pages may call us from another origin: exactly those of WEB_ORIGIN.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#core/errors.ts';
import type { AppEnv } from './app-env.ts';

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, x-request-id, chatkit-frame-instance-id',
  'access-control-max-age': '600',
};
const EXPOSED = 'retry-after, location, x-request-id, x-turn-id, idempotent-replayed';

export function cors(webOrigins: readonly string[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const known = origin !== undefined && webOrigins.includes(origin);
    if (c.req.method === 'OPTIONS' && origin !== undefined) {
      if (!known) throw originNotAllowed();
      c.res = c.body(null, 204, PREFLIGHT);
    } else await next();
    // Last, so that every answer has them, whoever made it.
    const { headers } = c.res;
    headers.set('vary', 'Origin');
    if (!known) return;
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', EXPOSED);
    // The cookie is read there and nowhere else.
    if (c.req.path.startsWith('/api/auth/')) headers.set('access-control-allow-credentials', 'true');
  };
}

/** For routes that act on a cookie: a page of another origin must not send them. No `Origin` is no browser. */
export function ownOriginOnly(webOrigins: readonly string[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !webOrigins.includes(origin)) throw originNotAllowed();
    return next();
  };
}

const originNotAllowed = (): AppError => new AppError('origin_not_allowed', 'Origin not allowed');
