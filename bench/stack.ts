// The product as it is deployed, both Workers from their own configuration, over stand-ins that are counted.
import { randomBytes } from 'node:crypto';
import { createTestHarness } from 'wrangler';
import { migrate } from '#dev/migrate.ts';
import { startModel } from '#dev/model/server.ts';
import { startNeonHttp } from '#dev/neon-http.ts';
import { startCountingProxy } from './counting-proxy.ts';

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';

const secret = () => randomBytes(32).toString('base64url');

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** @param options.deltaMs Pause between the model's words; default none. */
export async function startStack(options: { deltaMs?: number } = {}) {
  const database = await startNeonHttp({ port: 0 });
  await migrate(database.databaseUrl, database.endpoint);
  const model = await startModel({ port: 0, deltaMs: options.deltaMs ?? 0 });
  const apiDatabase = await startCountingProxy(database.endpoint);
  const mcpDatabase = await startCountingProxy(database.endpoint);
  const modelProxy = await startCountingProxy(model.url);

  const turnSecret = secret();
  const harness = createTestHarness({
    workers: [
      {
        configPath: './wrangler.toml',
        vars: {
          NEON_HTTP_ENDPOINT: apiDatabase.url,
          OPENAI_BASE_URL: modelProxy.url,
          OPENAI_API_KEY: `bench-${secret()}`,
          LIMITS: 'relaxed',
        },
        secrets: {
          DATABASE_URL: database.databaseUrl,
          BETTER_AUTH_SECRET: secret(),
          MCP_TOKEN_SECRET: turnSecret,
        },
        bindingOverrides: { MCP: 'bench-probe' },
      },
      {
        configPath: './mcp-worker/wrangler.toml',
        vars: { NEON_HTTP_ENDPOINT: mcpDatabase.url, LIMITS: 'relaxed' },
        secrets: { DATABASE_URL: database.databaseUrl, MCP_TOKEN_SECRET: turnSecret },
      },
      { configPath: './bench/probe.toml' },
    ],
  });
  await harness.listen();
  const api = harness.getWorker('edge-todo-api');
  const probe = harness.getWorker('bench-probe');

  return {
    api,
    probe,
    apiDatabase,
    mcpDatabase,
    model: modelProxy,
    /** A new user's access token. */
    async signUp(): Promise<string> {
      const body = { email: `${crypto.randomUUID()}@example.test`, password: secret() };
      const response = await post(api, '/api/auth/signup', body);
      if (response.status !== 201)
        throw new Error(`Sign-up answered ${response.status}: ${await response.text()}`);
      const { access_token } = (await response.json()) as { access_token: string };
      return access_token;
    },
    /** How long the API Worker waited for its first database request since the last call, as its own log says. */
    databaseMs(route: string): number {
      const lines = harness.getLogs().map(({ message }) => message);
      harness.clearLogs();
      const line = lines.find(
        (text) => text.includes(`"route":"${route}"`) && text.includes('"event":"request"'),
      );
      if (!line) throw new Error(`No log line of ${route} among ${lines.length}`);
      return (JSON.parse(line) as { db_ms: number }).db_ms;
    },
    async close(): Promise<void> {
      await harness.close();
      await Promise.all([apiDatabase.close(), mcpDatabase.close(), modelProxy.close(), model.close()]);
      await database.close();
    },
  };
}

type Worker = Pick<Stack['api'], 'fetch'>;

export function post(worker: { fetch: Worker['fetch'] }, path: string, body: unknown, token?: string) {
  return worker.fetch(`http://bench.test${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

/** The body of a ChatKit request that starts a thread. */
export const createThread = (text: string) => ({
  type: 'threads.create',
  params: {
    input: {
      content: [{ type: 'input_text', text }],
      attachments: [],
      quoted_text: '',
      inference_options: {},
    },
  },
});

export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
