// Path and method come first: what no route knows is 404, what a route knows under other methods is 405, and
// neither costs a token check or a query.
import type { MiddlewareHandler } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { RouterRoute } from 'hono/types';
import type { AppEnv } from './app-env.ts';
import { HttpError } from './errors.ts';

/** @param routes All routes of the app; read at the first request, when they are complete. */
export function knownMethods(routes: () => RouterRoute[]): MiddlewareHandler<AppEnv> {
  let router: TrieRouter<string[]> | undefined;
  return async (c, next) => {
    router ??= methodRouter(routes());
    const allowed = new Set(router.match('ALL', c.req.path)[0].flatMap(([methods]) => methods));
    if (allowed.size === 0) throw new HttpError(404, 'not_found', 'Not found');
    const allow = [...allowed, 'OPTIONS'].join(', ');
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { allow });
    if (!allowed.has(c.req.method)) {
      throw new HttpError(405, 'method_not_allowed', 'Method not allowed', { allow });
    }
    return next();
  };
}

function methodRouter(routes: RouterRoute[]): TrieRouter<string[]> {
  const methodsOf = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    // Middleware is registered for all methods.
    if (method === 'ALL') continue;
    const methods = methodsOf.get(path) ?? new Set();
    methods.add(method);
    if (method === 'GET') methods.add('HEAD');
    methodsOf.set(path, methods);
  }
  const router = new TrieRouter<string[]>();
  for (const [path, methods] of methodsOf) router.add('ALL', path, [...methods]);
  return router;
}
