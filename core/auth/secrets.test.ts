import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { checkSecrets, EXAMPLE_SECRETS } from './secrets.ts';

const good = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';

test.each([
  ['absent', undefined, false, 'A is missing'],
  ['empty', '', false, 'A is missing'],
  ['of 31 bytes', good.slice(1), false, 'A has fewer than 32 bytes'],
  ['that is an example', EXAMPLE_SECRETS[0], false, 'A is an example value'],
  ['of one character in production', 'a'.repeat(32), true, 'A has fewer than 16 different characters'],
  [
    'that says so in production',
    'your-secret-key-change-me-in-production',
    true,
    'A reads like an example value',
  ],
  ['with the word in capitals in production', `${good}-TEST`, true, 'A reads like an example value'],
])('a secret %s is named with its fault', (_, secret, production, sentence) => {
  expect(checkSecrets({ A: secret }, production)).toEqual([sentence]);
});

test('a random secret of 32 bytes passes, in UTF-8 bytes', () => {
  expect(checkSecrets({ A: good, B: 'ü'.repeat(16) }, false)).toEqual([]);
  expect(checkSecrets({ A: good }, true)).toEqual([]);
});

test('guessable wording is left to developers', () => {
  expect(checkSecrets({ A: 'a'.repeat(32) }, false)).toEqual([]);
});

test('two variables never share a secret', () => {
  expect(checkSecrets({ A: good, B: good }, false)).toEqual(['B equals A']);
});

test('a previous secret may be absent, and is held to the same rules when present', () => {
  expect(checkSecrets({ A: good, A_PREVIOUS: undefined }, true)).toEqual([]);
  expect(checkSecrets({ A: good, A_PREVIOUS: 'short' }, true)).toEqual([
    'A_PREVIOUS has fewer than 32 bytes',
  ]);
});

test('the examples are those of .dev.vars.example', () => {
  const file = parseEnv(readFileSync(new URL('../../.dev.vars.example', import.meta.url), 'utf8'));
  expect([file.BETTER_AUTH_SECRET, file.MCP_TOKEN_SECRET]).toEqual([...EXAMPLE_SECRETS]);
});
