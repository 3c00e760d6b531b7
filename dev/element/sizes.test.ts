import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildElement } from './build.ts';
import { elementSizes, INITIAL_LIMIT_KB } from './sizes.ts';

const folder = mkdtempSync(join(tmpdir(), 'element-sizes-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the element costs a page at most 60 kB before anything special is shown', async () => {
  const built = join(folder, 'built');
  await buildElement(built);
  const { initial, parts, total } = elementSizes(built);
  const list = parts.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)}`).join(', ');
  console.log(
    `element: ${(initial / 1000).toFixed(1)} kB gzip at first, ${(total / 1000).toFixed(1)} in all (${list})`,
  );
  expect(initial).toBeGreaterThan(20_000);
  expect(initial).toBeLessThanOrEqual(INITIAL_LIMIT_KB * 1000);
});

test('what the entry imports statically is counted with it, what it fetches later is not', () => {
  const built = join(folder, 'planted');
  mkdirSync(join(built, 'parts'), { recursive: true });
  writeFileSync(
    join(built, 'chatkit.js'),
    `import{a}from"./parts/shared-12345678.js";import("./parts/late-12345678.js");`,
  );
  writeFileSync(join(built, 'parts/shared-12345678.js'), `import"./deep-12345678.js";export const a=1;`);
  writeFileSync(join(built, 'parts/deep-12345678.js'), 'globalThis.x=1;');
  writeFileSync(join(built, 'parts/late-12345678.js'), `import{a}from"./shared-12345678.js";a();`);
  const { initial, parts, total } = elementSizes(built);
  expect(parts.map(([name]) => name)).toEqual(['late']);
  expect(initial + (parts[0]?.[1] ?? 0)).toBe(total);
});
