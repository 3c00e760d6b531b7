// What the element weighs: what every page loads at first, and what comes when it is first needed.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export const INITIAL_LIMIT_KB = 60;
const ENTRY = 'chatkit.js';

export type ElementSizes = {
  /** Bytes, compressed, of the entry and of all that it imports statically. */
  initial: number;
  /** The parts that are fetched later, the largest first. */
  parts: [name: string, bytes: number][];
  total: number;
};

/** @param folder What `buildElement` has written. */
export function elementSizes(folder: string): ElementSizes {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  const sizes = new Map(
    files.map((file) => [normalize(file), gzipSync(readFileSync(join(folder, file)), { level: 9 }).length]),
  );
  const atFirst = importedFrom(folder, ENTRY);
  const sum = (names: Iterable<string>) =>
    [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
  const later = [...sizes].filter(([name]) => !atFirst.has(name));
  return {
    initial: sum(atFirst),
    parts: later.map(([name, bytes]): [string, number] => [nameOf(name), bytes]).sort((a, b) => b[1] - a[1]),
    total: sum(sizes.keys()),
  };
}

const STATIC_IMPORT = /(?:^|[;}\n])\s*(?:import|export)(?:[^'"()]*?from)?\s*["'](\.[^"']+)["']/g;

function importedFrom(folder: string, file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(join(folder, file), 'utf8').matchAll(STATIC_IMPORT)) {
    importedFrom(folder, normalize(join(dirname(file), path)), found);
  }
  return found;
}

/** Without the hash of its content. */
const nameOf = (file: string) => basename(file).replace(/-[\w-]{8}\.js$/, '');
