// Neon's SQL over HTTP on PGlite: the database of `npm run dev`, of the tests and of the benchmarks. The product's
// code and Neon's own driver talk to it as they do to Neon. Loopback only, no CORS, one connection, no TLS.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Engine, openEngine } from './neon-http/engine.ts';
import { errorBody, type Outcome } from './neon-http/messages.ts';
import {
  BATCH_HEADERS,
  BadRequest,
  checkConnectionString,
  DATABASE_URL,
  readRequest,
} from './neon-http/request.ts';
import { MAX_BYTES } from './neon-http/run.ts';

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
 * Starts the server on 127.0.0.1.
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
      server.closeIdleConnections();
      await engine.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A web page can have its own name resolve to 127.0.0.1; it cannot change the Host that it then sends.
  const isLocal = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
  if (isLocal && request.method === 'GET' && request.url === '/health')
    return send(response, 200, { ok: true });
  if (!isLocal || request.method !== 'POST' || request.url !== '/sql') {
    return send(response, 400, errorBody({ message: 'query is not supported' }));
  }
  try {
    checkConnectionString(request.headers['neon-connection-string']?.toString());
    const text = await readBody(request);
    if (text === null) return send(response, 413, errorBody({ message: 'request is too large' }));
    const outcome = await engine.run(readRequest(request.headers, text));
    for (const name of BATCH_HEADERS) {
      const value = request.headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    sendOutcome(response, outcome);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    send(response, 400, errorBody({ message: error.message, code: error.code }));
  }
}

function sendOutcome(response: ServerResponse, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'done':
      return send(response, 200, outcome.json);
    case 'failed':
      return send(response, 400, outcome.error); // any other status, and the driver does not read the body
    case 'too_large':
      return send(response, 507, errorBody({ message: `response is larger than ${MAX_BYTES} bytes` }));
    case 'broken':
      return send(response, 500, errorBody({ message: `PGlite has broken down: ${outcome.reason}` }));
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The body as text; null when it is larger than the limit, all of it read so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  return size > MAX_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  const onBroken = (reason: string) => {
    console.error(`neon-http: PGlite has broken down (${reason})`);
    setImmediate(() => process.exit(EXIT_BROKEN)); // after the 500 has gone out
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
  await main().catch((error: Error & { code?: string }) => {
    console.error(`neon-http: ${error.message}`);
    process.exit(1);
  });
}
