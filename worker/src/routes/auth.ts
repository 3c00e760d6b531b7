import { Hono } from 'hono';
import * as z from 'zod';
import type { Session, Visit } from '#core/accounts/accounts.ts';
import { Credentials, Profile, SignOut } from '#core/accounts/schema.ts';
import { appErrorIn } from '#core/db/faults.ts';
import { REQUEST } from '#core/limits.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, C } from '../http/app-env.ts';
import { ownOriginOnly } from '../http/cors.ts';
import { answerError } from '../http/errors.ts';
import { readBody } from '../http/json-body.ts';
import { clearRefreshCookie, readRefreshCookie, writeRefreshCookie } from '../http/refresh-cookie.ts';
import { addressLimit, session, userLimit } from '../http/session.ts';

const Nothing = z.strictObject({});

/** Accounts and sessions. The only routes that read the cookie, so the only ones that look at `Origin`. */
export function authRoutes(deps: Deps) {
  const { accounts, config } = deps;
  const own = ownOriginOnly(config.webOrigins);
  const body = <Schema extends z.ZodType>(c: C, schema: Schema) =>
    readBody(c.req.raw, schema, REQUEST.authBodyMaxBytes);
  const reply = (c: C, { read, refreshToken }: Session, status: 200 | 201) => {
    writeRefreshCookie(c, config, refreshToken);
    return c.json(read, status);
  };

  const app = new Hono<AppEnv>()
    .post('/signup', own, addressLimit(deps, 'signUp'), async (c) => {
      const credentials = await body(c, Credentials);
      return reply(c, await accounts.signUp(visitOf(c, deps), credentials), 201);
    })
    .post('/login', own, addressLimit(deps, 'signIn'), async (c) => {
      const credentials = await body(c, Credentials);
      // One key for all: what hashing may cost a location.
      await deps.limits('signInAll', 'all');
      return reply(c, await accounts.signIn(visitOf(c, deps), credentials), 200);
    })
    .post('/refresh', own, addressLimit(deps, 'session'), async (c) => {
      await body(c, Nothing);
      return reply(c, await accounts.refresh(visitOf(c, deps)), 200);
    })
    .post('/logout', own, addressLimit(deps, 'session'), async (c) => {
      await accounts.signOut(visitOf(c, deps), await body(c, SignOut));
      clearRefreshCookie(c, config);
      return c.json({ message: 'Logged out successfully' });
    })
    .get('/me', session(deps), userLimit(deps, 'me'), async (c) => c.json(await accounts.me(c.var.ctx)))
    .patch('/me', own, session(deps), userLimit(deps, 'me'), async (c) =>
      c.json(await accounts.changeProfile(c.var.ctx, await body(c, Profile))),
    );
  app.onError((error, c) => {
    if (appErrorIn(error)?.code === 'session_revoked') clearRefreshCookie(c, config);
    return answerError(error, c, deps.log);
  });
  return app;
}

function visitOf(c: C, { config, log, names, now }: Deps): Visit {
  const { requestId, address, db } = c.var;
  return {
    db,
    now: now(),
    address,
    userAgent: c.req.header('user-agent') ?? '',
    refreshToken: readRefreshCookie(c, config),
    report: (event, { userId } = {}) => {
      const write = async () =>
        log(event, { request_id: requestId, user: userId && (await names.user(userId)) });
      c.executionCtx.waitUntil(write());
    },
    waitUntil: (work) => c.executionCtx.waitUntil(work),
  };
}
