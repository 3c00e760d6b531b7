import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';

const secret = () => randomBytes(32).toString('base64url');
const secrets = { BETTER_AUTH_SECRET: secret(), MCP_TOKEN_SECRET: secret() };
// The plugin looks for the required secrets here and warns; the Workers get theirs from `miniflare.bindings`.
Object.assign(process.env, { DATABASE_URL: 'postgres://unused', ...secrets });

type Inject = (key: 'databaseUrl' | 'neonEndpoint' | 'modelUrl' | 'mcpBundle') => string;

const databaseBindings = (inject: Inject) => ({
  DATABASE_URL: inject('databaseUrl'),
  NEON_HTTP_ENDPOINT: inject('neonEndpoint'),
  MCP_TOKEN_SECRET: secrets.MCP_TOKEN_SECRET,
  LIMITS: 'relaxed',
});

/** The MCP Worker as the API Worker's service binding finds it. */
const mcpWorker = (inject: Inject) => {
  const { workerOptions } = readWorkerOptions('mcp-worker/wrangler.toml');
  return {
    ...workerOptions,
    name: 'edge-todo-mcp',
    bindings: { ...(workerOptions.bindings as Record<string, string>), ...databaseBindings(inject) },
    modulesRoot: dirname(inject('mcpBundle')),
    modules: [{ type: 'ESModule' as const, path: inject('mcpBundle') }],
  };
};

const apiWorker = cloudflareTest(({ inject }) => ({
  wrangler: { configPath: 'wrangler.toml' },
  miniflare: {
    bindings: {
      ...databaseBindings(inject),
      BETTER_AUTH_SECRET: secrets.BETTER_AUTH_SECRET,
      OPENAI_API_KEY: `local-${secret()}`,
      OPENAI_BASE_URL: inject('modelUrl'),
    },
    workers: [mcpWorker(inject)],
  },
}));

const mcpWorkerAlone = cloudflareTest(({ inject }) => ({
  wrangler: { configPath: 'mcp-worker/wrangler.toml' },
  miniflare: { bindings: databaseBindings(inject) },
}));

const ignored = ['**/node_modules/**', '**/dist/**', '.data/**'];
const folders = (names: string[], suffix: string) => names.map((name) => `${name}/**/*${suffix}`);

export default defineConfig({
  test: {
    globalSetup: 'dev/vitest-global.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.workers.test.ts', '**/*.dom.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [apiWorker],
        test: {
          name: 'worker',
          include: folders(['worker', 'core', 'chatkit', 'tests'], '.workers.test.ts'),
          isolate: false,
        },
      },
      {
        extends: true,
        plugins: [mcpWorkerAlone],
        test: { name: 'mcp-worker', include: folders(['mcp-worker'], '.workers.test.ts'), isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          include: ['**/*.dom.test.ts', '**/*.dom.test.tsx'],
          exclude: ignored,
          environment: 'jsdom',
          setupFiles: 'dev/vitest-dom-setup.ts',
          css: true,
        },
      },
    ],
    setupFiles: 'dev/vitest-setup.ts',
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
