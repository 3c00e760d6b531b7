// Neon's SQL over HTTP on PGlite or on a real PostgreSQL: the database of `npm run dev`, of the tests and of the
// benchmarks. The product's code and Neon's own driver talk to it as they do to Neon. Loopback only, no CORS, no TLS.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answer } from './neon-http/answer.ts';
import { openEngine } from './neon-http/engine.ts';
import { openPostgres } from './neon-http/postgres-engine.ts';
import { DATABASE_URL } from './neon-http/request.ts';

/** Exit code of the program when PGlite has broken: start it again, the folder is sound. */
export const EXIT_BROKEN = 70;

export type NeonHttp = {
  databaseUrl: string;
  /** For `NEON_HTTP_ENDPOINT`. */
  endpoint: string;
  /** Finishes the requests under way, then closes the database. */
  close(): Promise<void>;
};

/**
 * Starts the server on 127.0.0.1. Throws when the port is taken, another process has the folder, or PostgreSQL cannot
 * be reached.
 *
 * @param options.port 0 takes a free one.
 * @param options.dataDir Folder of the database, created when absent; without it nothing outlives the server.
 * @param options.postgresUrl A PostgreSQL to use instead of PGlite. Clients still give `databaseUrl`.
 * @param options.onBroken Hears once that PGlite can no longer answer; every request gets a 500 from then on.
 */
export async function startNeonHttp(options: {
  port: number;
  dataDir?: string | undefined;
  postgresUrl?: string | undefined;
  onBroken?: (reason: string) => void;
}): Promise<NeonHttp> {
  const { dataDir, postgresUrl, onBroken = () => {} } = options;
  const engine = postgresUrl
    ? await openPostgres(postgresUrl)
    : await openEngine(dataDir === undefined ? undefined : resolve(dataDir), onBroken);
  const server = createServer((request, response) => {
    answer(engine, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed).listen(options.port, '127.0.0.1', done);
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return {
    databaseUrl: DATABASE_URL,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql`,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      await engine.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 200).unref();
      await closed;
    },
  };
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { port: text, data: text, pg: text } });
  const onBroken = (reason: string) => {
    console.error(`neon-http: PGlite has broken down (${reason})`);
    setTimeout(() => process.exit(EXIT_BROKEN), 100); // so that the answers get out
  };
  const { port = '5488', data: dataDir, pg: postgresUrl } = values;
  const server = await startNeonHttp({ port: Number(port), dataDir, postgresUrl, onBroken });
  console.log(`ready ${server.endpoint}`);
  let isClosing = false;
  const stop = () => {
    if (isClosing) return;
    isClosing = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(`neon-http: ${error.message}`);
    process.exitCode = 1;
  });
}
