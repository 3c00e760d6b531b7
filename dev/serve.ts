// `npm run dev`: the whole product on this machine, without network or accounts.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { refuseTakenPorts } from './serve/ports.ts';
import { urlOf } from './serve/programs.ts';
import { runProduct } from './serve/run.ts';
import { localSecrets } from './serve/secrets.ts';
import { Refused, readSettings, refuseWeakSecrets, type Settings } from './serve/settings.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env, readVariables('.dev.vars'), readVariables('.dev.vars.example'));
  const { embedded, ports } = settings;
  const secrets = localSecrets(settings.dataDir, settings.given);
  refuseWeakSecrets(secrets);
  const { sql, model, ...always } = ports;
  await refuseTakenPorts({
    ...always,
    ...(embedded.postgres ? { sql } : {}),
    ...(embedded.model ? { model } : {}),
  });
  const urls = `web=${urlOf(ports.web)} api=${urlOf(ports.api)} mcp=${urlOf(ports.mcp)}/mcp`;
  await runProduct(settings, secrets, 'sources', {
    ready: [describe(settings), `ready ${urls}`],
    endsWithParent: process.env.npm_lifecycle_event !== undefined,
  });
}

function readVariables(file: string): Record<string, string | undefined> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

function describe({ embedded, dataDir, given }: Settings): string {
  const data = dataDir === null ? 'in memory' : `data in ${dataDir}`;
  const postgres = embedded.postgres
    ? `Postgres embedded, ${data} (set DATABASE_URL to use another)`
    : 'Postgres from DATABASE_URL';
  const model = embedded.model
    ? 'model embedded, rules without a language model (set OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL to use one)'
    : `model ${given.OPENAI_MODEL ?? 'of wrangler.toml'} with OPENAI_API_KEY`;
  return `${postgres} · ${model}`;
}

await main().catch((error: unknown) => {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
