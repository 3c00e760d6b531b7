// A small local model behind the OpenAI APIs, for development and tests: it answers to-do requests by rules
// from tool results, or plays a test's script. It is no language model and says so.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { handle } from './routes.ts';
import { ScriptStore } from './scripts/script-store.ts';

export type ModelServer = {
  /** `http://127.0.0.1:PORT/v1`, the base URL for an OpenAI client. */
  url: string;
  /** Ends open answers too. */
  close(): Promise<void>;
};

/**
 * Serves on the loopback address. `port` 0 takes a free one; `deltaMs` is the pause before each streamed
 * word, 15 by default. Rejects when the port is taken.
 */
export async function startModel({
  port,
  deltaMs = 15,
}: {
  port: number;
  deltaMs?: number;
}): Promise<ModelServer> {
  const serving = { scripts: new ScriptStore(), deltaMs };
  const server = createServer((request, response) => void handle(request, response, serving));
  // Gates and silent scripts hold a connection for as long as a test wants.
  server.requestTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8790' }, 'delta-ms': { type: 'string' } },
  });
  const deltaMs = values['delta-ms'] === undefined ? {} : { deltaMs: Number(values['delta-ms']) };
  const model = await startModel({ port: Number(values.port), ...deltaMs });
  console.log(`model ${model.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void model.close());
}
