import type { MiddlewareHandler } from 'hono';
import { REQUEST } from '#core/limits.ts';
import type { AppEnv } from './app-env.ts';
import { HttpError } from './errors.ts';

const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'cross-origin-resource-policy': 'cross-origin',
};

/** On every answer, errors included: nothing of ours is a page, and nothing is kept by caches. */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
};

/** @throws HttpError 414, 431, and 413 for a body that announces itself as too large. */
export const boundedRequest: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.url.length > REQUEST.urlMaxBytes) throw new HttpError(414, 'uri_too_long', 'URL is too long');
  for (const [name, value] of c.req.raw.headers) {
    if (name.length + value.length > REQUEST.headersMaxBytes) {
      throw new HttpError(431, 'headers_too_large', 'A header is too large');
    }
  }
  if (Number(c.req.header('content-length')) > REQUEST.bodyMaxBytes) {
    throw new HttpError(413, 'payload_too_large', 'Request body is too large');
  }
  return next();
};
