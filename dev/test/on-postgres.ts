// The step of `npm test` that asks a real PostgreSQL: PGlite's one connection never waits for a lock and never collides.
import { type PostgresServer, startPostgres } from '../postgres-server.ts';
import type { Outcome } from './step.ts';

/** The suites in which SQL is asked anything that an engine could answer otherwise. */
export const DATABASE_SUITES = [
  'core/accounts/accounts.test.ts',
  'core/accounts/sessions.test.ts',
  'core/db',
  'core/events',
  'core/idempotency.test.ts',
  'core/tasks',
  'core/tools/task-tools.test.ts',
  'dev/migrate.test.ts',
  'dev/neon-http.test.ts',
  'worker/src/chat',
  'worker/src/cron',
  'worker/src/routes/oauth',
];

/**
 * Runs the suites with the URL of a server: the one of TEST_DATABASE_URL, or one that lives as long as the step.
 * Without either the step has failed, and its reason says what to do.
 */
export async function onPostgres(
  name: string,
  run: (databaseUrl: string) => Promise<Outcome>,
  start: () => Promise<PostgresServer> = startPostgres,
): Promise<Outcome> {
  if (process.env.TEST_DATABASE_URL) return run(process.env.TEST_DATABASE_URL);
  let server: PostgresServer;
  try {
    server = await start();
  } catch (error) {
    return { name, passed: 0, failed: 1, reason: (error as Error).message };
  }
  try {
    return await run(server.url);
  } finally {
    await server.close();
  }
}
