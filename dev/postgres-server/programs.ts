// The programs of PostgreSQL: found, or installed where that is allowed.
import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian, isExecutable } from '../debian.ts';

/** The folder with `initdb` and `postgres`, of the newest version there is; null when there is none. */
export function findPostgres(
  env: Record<string, string | undefined> = process.env,
  debian = '/usr/lib/postgresql',
): string | null {
  const version = (folder: string) => Number(folder.slice(debian.length + 1).split('/')[0]);
  const packaged = globSync(join(debian, '*/bin')).sort((a, b) => version(b) - version(a));
  const folders = [...packaged, ...(env.PATH ?? '').split(delimiter).filter(Boolean)];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)))) ?? null
  );
}

/** The same; on Debian as root it installs a PostgreSQL first. Throws a sentence that says what to do. */
export function ensurePostgres(): string {
  const found = findPostgres();
  if (found) return found;
  const installed = installFromDebian('PostgreSQL', ['postgresql']) ? findPostgres() : null;
  if (installed) return installed;
  throw new Error(
    'No PostgreSQL was found. Install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL to the URL ' +
      'of one whose user may create databases.',
  );
}
