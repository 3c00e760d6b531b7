// Clients that are web pages: those of the allowed origins may read our answers, and no others.
import type { Deps } from './deps.ts';
import { isAllowedOrigin } from './guard.ts';

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers':
    'authorization, content-type, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id',
  'Access-Control-Max-Age': '600',
};
const EXPOSED = 'www-authenticate, retry-after, x-request-id';

/** A browser asks before it sends a page's request. */
export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.has('origin') &&
  request.headers.has('access-control-request-method');

export const preflightAnswer = (): Response => new Response(null, { status: 204, headers: PREFLIGHT });

/** Adds what lets an allowed page read the answer. No credentials: there is no cookie that would count. */
export function addCors(headers: Headers, request: Request, deps: Deps | undefined): void {
  headers.append('Vary', 'Origin');
  const origin = request.headers.get('origin');
  if (origin === null || !deps || !isAllowedOrigin(origin, deps)) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', EXPOSED);
}
