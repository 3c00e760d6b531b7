// The programs of PostgreSQL: found, or installed where that is allowed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends postgresql';

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
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) {
    console.log('No PostgreSQL here: installing the one of the distribution.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', INSTALL], { encoding: 'utf8', env });
    const installed = status === 0 ? findPostgres() : null;
    if (installed) return installed;
    console.error(`${stdout}${stderr}`.split('\n').slice(-15).join('\n'));
  }
  throw new Error(
    'No PostgreSQL was found. Install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL to the URL ' +
      'of one whose user may create databases.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not executable: both mean "look on"
  }
}
