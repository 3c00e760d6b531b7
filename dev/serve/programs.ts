// The command lines of what `npm run dev` starts. Values reach the Workers through their environment only.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_URL } from '../neon-http/request.ts';
import type { Program } from './children.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { writeWorkerConfig } from './worker-config.ts';

const OPTIONAL_SECRETS = {
  api: ['NEON_HTTP_ENDPOINT', 'OPENAI_API_KEY', 'BETTER_AUTH_SECRET_PREVIOUS', 'MCP_TOKEN_SECRET_PREVIOUS'],
  mcp: ['NEON_HTTP_ENDPOINT', 'MCP_TOKEN_SECRET_PREVIOUS'],
};

export const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** Which database the Workers and the migrations use. */
export function databaseOf({ embedded, ports, given }: Settings): { databaseUrl: string; endpoint?: string } {
  if (embedded.postgres) return { databaseUrl: DATABASE_URL, endpoint: `${urlOf(ports.sql)}/sql` };
  const endpoint = given.NEON_HTTP_ENDPOINT;
  return { databaseUrl: given.DATABASE_URL ?? '', ...(endpoint ? { endpoint } : {}) };
}

/** What stands in for the outside world, as far as it is embedded. */
export function standIns(settings: Settings): Program[] {
  const { embedded, ports, dataDir, given } = settings;
  const data = dataDir === null ? [] : ['--data', join(dataDir, 'postgres')];
  const node = (name: string, args: string[]) => ({ name, command: process.execPath, args, env: given });
  return [
    ...(embedded.postgres ? [node('sql', ['dev/neon-http.ts', '--port', `${ports.sql}`, ...data])] : []),
    ...(embedded.model ? [node('model', ['dev/model/server.ts', '--port', `${ports.model}`])] : []),
  ];
}

/** The site as Vite serves its sources, or built anew and served with its real headers. */
export type Site = 'sources' | 'built';

/** Both Workers and the site. `runDir` is a folder that goes when they end. */
export async function servers(
  settings: Settings,
  secrets: Secrets,
  runDir: string,
  site: Site,
): Promise<Program[]> {
  const { ports, given } = settings;
  const env = { ...given, ...workerVariables(settings, secrets), ...wranglerVariables(runDir) };
  const worker = async (name: 'api' | 'mcp', toml: string): Promise<Program> => {
    const folder = join(runDir, name);
    mkdirSync(folder);
    const config = await writeWorkerConfig(
      toml,
      folder,
      OPTIONAL_SECRETS[name].filter((secret) => secret in env),
    );
    const state = join(settings.dataDir ?? runDir, `${name}-state`);
    const address = ['--ip', '127.0.0.1', '--port', `${ports[name]}`, '--inspector-port', '0'];
    return {
      name,
      command: 'wrangler',
      args: ['dev', '-c', config, ...address, '--persist-to', state, '--show-interactive-dev-session=false'],
      env,
    };
  };
  return [
    await worker('api', 'wrangler.toml'),
    await worker('mcp', 'mcp-worker/wrangler.toml'),
    website(settings, site, join(runDir, 'site')),
  ];
}

function website({ ports, given }: Settings, site: Site, folder: string): Program {
  const env = { ...given, WEB_PORT: `${ports.web}`, API_PORT: `${ports.api}` };
  if (site === 'sources') return { name: 'web', command: 'vite', args: ['web', '--clearScreen=false'], env };
  const build = 'vite build web --outDir "$0" --emptyOutDir --logLevel warn';
  return {
    name: 'web',
    command: 'sh',
    args: ['-c', `${build} && exec vite preview web --outDir "$0"`, folder],
    env,
  };
}

export function makeRunDir(): string {
  return mkdtempSync(join(tmpdir(), 'edge-todo-dev-'));
}

function workerVariables(settings: Settings, secrets: Secrets): Record<string, string> {
  const { embedded, ports, given } = settings;
  const { databaseUrl, endpoint } = databaseOf(settings);
  const model = {
    OPENAI_BASE_URL: `${urlOf(ports.model)}/v1`,
    OPENAI_API_KEY: `local-${randomBytes(16).toString('hex')}`,
  };
  return {
    ...secrets,
    DATABASE_URL: databaseUrl,
    ...(endpoint ? { NEON_HTTP_ENDPOINT: endpoint } : {}),
    ...(embedded.model ? model : {}),
    WEB_ORIGIN: given.WEB_ORIGIN ?? `http://localhost:${ports.web},http://127.0.0.1:${ports.web}`,
    LIMITS: given.LIMITS ?? 'relaxed',
  };
}

/** No telemetry, no look-ups on the network, and no folder shared with other wranglers of this machine. */
function wranglerVariables(runDir: string): Record<string, string> {
  return {
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_REGISTRY_PATH: join(runDir, 'registry'),
  };
}
