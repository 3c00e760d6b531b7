// `npm run dev`: the whole product on this machine, without network or accounts.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { refuseTakenPorts } from './serve/ports.ts';
import { Product } from './serve/product.ts';
import { urlOf } from './serve/programs.ts';
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

  let isOver = false;
  const end = async (code: number, reason?: string) => {
    if (isOver) return;
    isOver = true;
    if (reason) {
      product.showOutput();
      console.error(reason);
    }
    await product.stop();
    process.exit(code);
  };
  const product = new Product(settings, (reason) => void end(1, reason));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
  onNpmGone(() => void end(0));
  try {
    await product.start(secrets, 'dev');
    console.log(describe(settings));
    console.log(`ready web=${urlOf(ports.web)} api=${urlOf(ports.api)} mcp=${urlOf(ports.mcp)}/mcp`);
  } catch (error) {
    await end(1, (error as Error).message);
  }
}

/** A signal that ends npm does not reach this process; nor may the shell between the two notice. */
function onNpmGone(then: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const npm = ancestry();
  setInterval(() => ancestry() !== npm && then(), 200).unref();
}

/** Numbers of this process' parent and, where there is a /proc, of that one's. */
function ancestry(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`;
  } catch {
    return `${process.ppid}`; // not Linux, or the parent has just ended
  }
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
