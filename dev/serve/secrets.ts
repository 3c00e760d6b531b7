// The secrets of a local installation: made at random at the first start, then kept beside its data.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export const SECRET_NAMES = ['BETTER_AUTH_SECRET', 'MCP_TOKEN_SECRET'] as const;
export type Secrets = Record<(typeof SECRET_NAMES)[number], string>;

/** A given secret wins over the kept one. `dataDir` null makes new ones each time. */
export function localSecrets(dataDir: string | null, given: Record<string, string>): Secrets {
  const kept = dataDir === null ? randomSecrets() : keptSecrets(dataDir);
  return Object.fromEntries(SECRET_NAMES.map((name) => [name, given[name] ?? kept[name] ?? ''])) as Secrets;
}

function keptSecrets(dataDir: string): Record<string, string | undefined> {
  const file = join(dataDir, 'secrets.env');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const lines = Object.entries(randomSecrets()).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
  }
  return parseEnv(readFileSync(file, 'utf8'));
}

function randomSecrets(): Secrets {
  const make = () => randomBytes(32).toString('base64url');
  return { BETTER_AUTH_SECRET: make(), MCP_TOKEN_SECRET: make() };
}
