import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
const program = join(folder, 'google-chrome');
writeFileSync(program, '#!/bin/sh\n');
afterAll(() => rmSync(folder, { recursive: true }));

test('only a program that can run counts, and a folder of PATH is searched for each known name', () => {
  chmodSync(program, 0o600);
  expect(findChromium({ PATH: folder }, [])).toBeNull();
  chmodSync(program, 0o700);
  expect(findChromium({ PATH: `/nowhere:${folder}` }, [])).toBe(program);
});

test('CHROMIUM_PATH decides, and a wrong one is refused by name', () => {
  expect(findChromium({ PATH: '', CHROMIUM_PATH: program }, [])).toBe(program);
  expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chrome' })).toThrow(
    'CHROMIUM_PATH is /nowhere/chrome',
  );
});
