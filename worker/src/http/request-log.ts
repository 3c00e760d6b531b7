import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { metered, newMeter } from '#core/db/client.ts';
import { networkOf } from '#core/network.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, C } from './app-env.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;

/** Gives the request its id, its meter and its line in the log. The page may name the request itself. */
export function requestLog(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : crypto.randomUUID();
    const meter = newMeter();
    c.set('requestId', requestId);
    c.set('meter', meter);
    c.set('db', metered(deps.db, meter));
    // No other header names the caller: whoever wants may send X-Forwarded-For.
    c.set('address', networkOf(c.req.header('cf-connecting-ip') ?? 'unknown'));
    c.set('logged', {});
    const start = Date.now();
    await next();
    c.res.headers.set('x-request-id', requestId);
    // The hashes of names take their time; the answer does not wait for them.
    const line = lineOf(c, deps, Date.now() - start);
    c.executionCtx.waitUntil(line.then((detail) => deps.log('request', detail)));
  };
}

async function lineOf(c: C, { names, now }: Deps, ms: number): Promise<Record<string, unknown>> {
  const { requestId, meter, address, logged } = c.var;
  // Behind `session` only; a request that was refused before has none.
  const userId = (c.var.ctx as { userId: string } | undefined)?.userId;
  return {
    request_id: requestId,
    route: routePath(c, -1),
    method: c.req.method,
    status: c.res.status,
    ms,
    db_ms: meter.ms,
    db_requests: meter.requests,
    retry: meter.retries,
    user: userId && (await names.user(userId)),
    ip: await names.address(address, now()),
    colo: c.req.raw.cf?.colo,
    door: 'web',
    ...logged,
  };
}
