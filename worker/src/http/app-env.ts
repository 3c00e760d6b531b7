import type { Context as HonoContext } from 'hono';
import type { Context } from '#core/context.ts';
import type { Db, Meter } from '#core/db/client.ts';

/** What the middleware leaves for those after it. */
export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** What this request costs the database. */
    meter: Meter;
    /** The database, counted on `meter`. */
    db: Db;
    /** Network of the caller, the key of limits by address. */
    address: string;
    /** Behind `session` only. */
    ctx: Context;
    /** More for the request's line in the log: turn, tool, tokens. */
    logged: Record<string, unknown>;
  };
};

export type C = HonoContext<AppEnv>;
