// Neon's SQL over HTTP on PGlite: the database of `npm run dev`, of the tests and of the benchmarks. The product's
// code and Neon's own driver talk to it as they do to Neon. Loopback only, no CORS, one connection, no TLS.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answer } from './neon-http/answer.ts';
import { openEngine } from './neon-http/engine.ts';
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
 * Starts the server on 127.0.0.1. Throws when the port is taken or another process has the folder.
 *
 * @param options.port 0 takes a free one.
 * @param options.dataDir Folder of the database, created when absent; without it nothing outlives the server.
 * @param options.onBroken Hears once that PGlite can no longer answer; every request gets a 500 from then on.
 */
export async function startNeonHttp(options: {
  port: number;
  dataDir?: string | undefined;
  onBroken?: (reason: string) => void;
}): Promise<NeonHttp> {
  const folder = options.dataDir === undefined ? undefined : resolve(options.dataDir);
  const engine = await openEngine(folder, options.onBroken ?? (() => {}));
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
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  const onBroken = (reason: string) => {
    console.error(`neon-http: PGlite has broken down (${reason})`);
    setTimeout(() => process.exit(EXIT_BROKEN), 100); // so that the answers get out
  };
  const server = await startNeonHttp({ port: Number(values.port ?? 5488), dataDir: values.data, onBroken });
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
