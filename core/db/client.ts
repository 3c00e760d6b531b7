// The one way to the database: Neon's SQL over HTTP through drizzle. One statement or one batch per
// request; there is no interactive transaction.
import {
  type HTTPQueryOptions,
  NeonQueryPromise,
  neon,
  neonConfig,
  type ParameterizedQuery,
  type SqlTemplate,
} from '@neondatabase/serverless';
import { sql } from 'drizzle-orm';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import { TIMEOUT } from '../limits.ts';
import { withRetries } from './faults.ts';

/** What a handle has cost so far; retries count as requests too. */
export type Meter = { requests: number; ms: number; retries: number };

export type Db = NeonHttpDatabase<Record<string, never>> & { $client: Transport };

/**
 * Opens a handle on the database; nothing is sent before the first query.
 *
 * @param url Postgres connection string. Its port is ignored: Neon's driver derives the address from the host.
 * @param endpoint Full URL of a local stand-in (`NEON_HTTP_ENDPOINT`); absent in production. Holds for the isolate.
 * @param timeoutMs Limit of one HTTP request; with 0 none is answered in time. Faults of the network or the server reject with AppError
 *   `database_unavailable`, everything else with the driver's error.
 */
export function connect(url: string, endpoint?: string, timeoutMs: number = TIMEOUT.databaseMs): Db {
  if (endpoint) neonConfig.fetchEndpoint = endpoint;
  return open({ url, timeoutMs, meter: newMeter() });
}

export const newMeter = (): Meter => ({ requests: 0, ms: 0, retries: 0 });

/** The same database with a count of its own: one per incoming request. */
export const metered = (db: Db, meter: Meter): Db => open({ ...db.$client.source, meter });

/** @throws AppError `database_unavailable` */
export async function ping(db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}

type Source = { url: string; timeoutMs: number; meter: Meter };
type Options = HTTPQueryOptions<boolean, boolean>;
type Statement = SqlTemplate | ParameterizedQuery;
type Transport = ReturnType<typeof transport>;

/** The cast says that drizzle calls nothing else of a client than these two functions (its `neon-http/session`). */
const open = (source: Source): Db => drizzle({ client: transport(source) as never }) as unknown as Db;

/** The two functions of Neon's client that drizzle calls, with a time limit, retries and a meter around each request. */
function transport(source: Source) {
  const client = neon<boolean, boolean>(source.url);
  const { meter, timeoutMs } = source;

  const send = async <T>(
    statements: Statement[],
    request: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const start = Date.now();
    const once = () => {
      meter.requests += 1;
      return request(timeLimit(timeoutMs));
    };
    try {
      return await withRetries(once, {
        repeatable: statements.every(reads),
        onRetry: () => (meter.retries += 1),
      });
    } finally {
      meter.ms += Date.now() - start;
    }
  };

  return {
    source,
    query(text: string, params: unknown[], options: Options) {
      const lazy = client.query(text, params, options);
      const run = (signal: AbortSignal) =>
        lazy.execute(lazy.queryData, { ...options, fetchOptions: { signal } });
      return new NeonQueryPromise(() => send([lazy.queryData], run), lazy.queryData, options);
    },
    transaction(queries: NeonQueryPromise<boolean, boolean>[], options: Options) {
      const run = (signal: AbortSignal) =>
        client.transaction(queries, { ...options, fetchOptions: { signal } });
      return send(
        queries.map((query) => query.queryData),
        run,
      );
    },
  };
}

/** A timer of 0 ms would race with a quick answer. */
const timeLimit = (ms: number): AbortSignal =>
  ms > 0 ? AbortSignal.timeout(ms) : AbortSignal.abort(new DOMException('No time is left', 'TimeoutError'));

/** Only a plain `select` is sure to change nothing: a `with` may hold a change. */
const reads = (statement: Statement): boolean =>
  'query' in statement && /^\s*select\b/i.test(statement.query);
