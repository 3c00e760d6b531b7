import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { localSecrets } from './secrets.ts';
import { refuseWeakSecrets } from './settings.ts';

const parent = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(parent, { recursive: true }));

test('secrets are made once, strong, different, and readable by nobody else', () => {
  const folder = join(parent, 'data');
  const first = localSecrets(folder, {});
  expect(() => refuseWeakSecrets(first)).not.toThrow();
  expect(localSecrets(folder, {})).toEqual(first);
  expect(statSync(join(folder, 'secrets.env')).mode & 0o777).toBe(0o600);
});

test('a given secret wins over the kept one and does not replace it', () => {
  const folder = join(parent, 'given');
  const kept = localSecrets(folder, {});
  expect(localSecrets(folder, { MCP_TOKEN_SECRET: 'mine' })).toEqual({ ...kept, MCP_TOKEN_SECRET: 'mine' });
  expect(localSecrets(folder, {})).toEqual(kept);
});

test('without a folder they are new each time and nothing is written', () => {
  const before = readdirSync(parent);
  expect(localSecrets(null, {})).not.toEqual(localSecrets(null, {}));
  expect(readdirSync(parent)).toEqual(before);
});
