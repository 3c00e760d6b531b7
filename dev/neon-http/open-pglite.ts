// Opens PGlite in memory or in a folder. A new database is a copy of a template kept between runs: creating one
// takes PGlite several seconds of computing, reading the copy one.
import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const cache = fileURLToPath(new URL('../../node_modules/.cache/neon-http/', import.meta.url));

export async function openPGlite(folder: string | undefined): Promise<PGlite> {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const isNew = !folder || !existsSync(join(folder, 'PG_VERSION'));
  const options = isNew ? { loadDataDir: await openAsBlob(await template()) } : {};
  return PGlite.create(folder ?? 'memory://', options);
}

/** Path of the template; makes it when this version of PGlite has none yet. */
async function template(): Promise<string> {
  const file = join(cache, `pglite-${pgliteVersion()}.tar`);
  if (existsSync(file)) return file;
  const fresh = await PGlite.create('memory://');
  const tar = await fresh.dumpDataDir('none');
  await fresh.close();
  mkdirSync(cache, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await tar.arrayBuffer()));
  renameSync(unfinished, file);
  return file;
}

function pgliteVersion(): string {
  const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
