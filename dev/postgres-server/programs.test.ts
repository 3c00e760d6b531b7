import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findPostgres } from './programs.ts';

const root = mkdtempSync(join(tmpdir(), 'postgres-programs-'));
afterAll(() => rmSync(root, { recursive: true }));

const install = (folder: string, programs = ['initdb', 'postgres']) => {
  const path = join(root, folder);
  mkdirSync(path, { recursive: true });
  for (const program of programs) writeFileSync(join(path, program), '#!/bin/sh\n', { mode: 0o700 });
  return path;
};

test('the newest packaged version is taken, by number, before what PATH offers', () => {
  install('debian/9/bin');
  const newest = install('debian/17/bin');
  const other = install('other');
  expect(findPostgres({ PATH: other }, join(root, 'debian'))).toBe(newest);
  expect(findPostgres({ PATH: `/nowhere:${other}` }, '/nowhere')).toBe(other);
});

test('a folder counts only with both programs, and only when they can run', () => {
  const half = install('half', ['initdb']);
  const whole = install('whole');
  expect(findPostgres({ PATH: half }, '/nowhere')).toBeNull();
  chmodSync(join(whole, 'postgres'), 0o600);
  expect(findPostgres({ PATH: whole }, '/nowhere')).toBeNull();
});
