// What the deployables weigh, compressed: the figure that Cloudflare limits and that a phone downloads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Outcome } from './step.ts';

const CODE = /\.(js|mjs|wasm)$/;

/** Sum of the gzip sizes of all code below `folder`, in bytes. */
export function codeSize(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => CODE.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}

/** Prints the size of a successful build; one above the limit, or without any code, fails. */
export function sizeOutcome(build: Outcome, folder: string, limitKb: number): Outcome {
  if (build.failed > 0) return build;
  const kb = codeSize(folder) / 1000;
  console.log(`${build.name}: ${kb.toFixed(1)} kB gzip of ${limitKb}`);
  if (kb > 0 && kb <= limitKb) return build;
  return { ...build, passed: 0, failed: 1, reason: `${kb.toFixed(1)} kB gzip; the limit is ${limitKb}` };
}
