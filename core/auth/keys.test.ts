import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyedHash, signingKeys } from './keys.ts';

const secret = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';

test('a kid is the first eight hex digits of SHA-256 over "kid" and the secret', async () => {
  const expected = createHash('sha256').update(`kid${secret}`).digest('hex').slice(0, 8);
  expect((await signingKeys(secret)).current.kid).toBe(expected);
});

test('a keyed hash is the same for the same name, and another for each label and secret', async () => {
  const hashes = await Promise.all([
    keyedHash(secret, 'throttle').then((hash) => hash('a@x.test')),
    keyedHash(secret, 'throttle').then((hash) => hash('b@x.test')),
    keyedHash(secret, 'sign-up').then((hash) => hash('a@x.test')),
    keyedHash(secret, 'log-address 2026-11-21').then((hash) => hash('a@x.test')),
    keyedHash(secret, 'log-address 2026-11-22').then((hash) => hash('a@x.test')),
    keyedHash(`${secret}x`, 'throttle').then((hash) => hash('a@x.test')),
  ]);
  expect(new Set(hashes).size).toBe(hashes.length);
  const again = await keyedHash(secret, 'throttle');
  expect(await again('a@x.test')).toBe(hashes[0]);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});
