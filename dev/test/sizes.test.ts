import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeSize, sizeOutcome } from './sizes.ts';

const folder = mkdtempSync(join(tmpdir(), 'sizes-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a build that is too large, or without any code, fails', () => {
  const empty = mkdtempSync(join(folder, 'empty-'));
  const full = mkdtempSync(join(folder, 'full-'));
  mkdirSync(join(full, 'assets'));
  writeFileSync(join(full, 'assets/a.js'), crypto.getRandomValues(new Uint8Array(3_000)));
  writeFileSync(join(full, 'notes.txt'), 'not code'.repeat(1_000));
  expect(codeSize(full)).toBeGreaterThan(3_000);
  expect(codeSize(full)).toBeLessThan(3_200);
  const build = { name: 'build', passed: 1, failed: 0 };
  expect(sizeOutcome(build, full, 4)).toEqual(build);
  expect(sizeOutcome(build, full, 2)).toMatchObject({ passed: 0, failed: 1 });
  expect(sizeOutcome(build, empty, 2)).toMatchObject({ passed: 0, failed: 1 });
});
