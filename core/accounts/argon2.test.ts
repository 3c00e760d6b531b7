import { argon2Sync, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadArgon2 } from './argon2.ts';
import { COST, hashPassword, verifyPassword } from './password-hash.ts';

const file = readFileSync(new URL('../../node_modules/@phi-ag/argon2/dist/argon2.wasm', import.meta.url));
const derive = await loadArgon2(new WebAssembly.Module(file));
const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

test('the WebAssembly file is the one that was read and tested', () => {
  expect(createHash('sha256').update(file).digest('hex')).toBe(
    '38f461d188b5dc980881ed92f9ecc12473e9206a588625e3ef0c4c5125dc85b1',
  );
});

const native = (message: Uint8Array, nonce: Uint8Array, { memoryKiB, passes, lanes } = cheap) =>
  argon2Sync('argon2id', { message, nonce, parallelism: lanes, tagLength: 32, memory: memoryKiB, passes });

test('any password of up to 1,024 bytes gives the tag that Node computes', () => {
  const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_024 }), salt, (password, salt) => {
      expect(Buffer.from(derive(password, salt, cheap))).toEqual(native(password, salt));
    }),
    { numRuns: 150 },
  );
});

test('the cost of production gives the tag that Node computes', () => {
  const [password, salt] = [randomBytes(20), randomBytes(16)];
  expect(Buffer.from(derive(password, salt, COST))).toEqual(native(password, salt, COST));
});

test('a password that is not ASCII is hashed to its last letter', () => {
  const stored = hashPassword(derive, 'пароль-один-é', cheap);
  const matches = (password: string) => verifyPassword(derive, password, stored, cheap).matches;
  expect(matches('пароль-один-é')).toBe(true);
  for (const other of ['пароль-двад-é', 'пароль-один-e', 'пароль', 'пароль-один-é ', '']) {
    expect(matches(other)).toBe(false);
  }
});

test('a stored hash names its parameters, and two hashes of one password differ', () => {
  const [one, two] = [
    hashPassword(derive, 'correct horse', COST),
    hashPassword(derive, 'correct horse', COST),
  ];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
});

const salt = 'A'.repeat(22);
const tag = 'A'.repeat(43);

test.each([
  ['nothing', undefined, false],
  ['an empty text', '', true],
  ['an unknown scheme', `$argon2i$v=19$m=19456,t=2,p=1$${salt}$${tag}`, true],
  ['another version', `$argon2id$v=16$m=19456,t=2,p=1$${salt}$${tag}`, true],
  ['four gigabytes', `$argon2id$v=19$m=4194304,t=2,p=1$${salt}$${tag}`, true],
  ['too little memory', `$argon2id$v=19$m=1024,t=2,p=1$${salt}$${tag}`, true],
  ['nine passes', `$argon2id$v=19$m=19456,t=9,p=1$${salt}$${tag}`, true],
  ['two lanes', `$argon2id$v=19$m=19456,t=2,p=2$${salt}$${tag}`, true],
  ['a cut tag', `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${tag.slice(1)}`, true],
])('with %s stored, one derivation at the usual cost says no', (_, stored, damaged) => {
  const costs: unknown[] = [];
  const counting: typeof derive = (password, salt, cost) => {
    costs.push(cost);
    return derive(password, salt, cost);
  };
  expect(verifyPassword(counting, 'correct horse', stored, cheap)).toMatchObject({ matches: false, damaged });
  expect(costs).toEqual([cheap]);
});

test('a match at an older cost is reported as outdated', () => {
  const older = { memoryKiB: 7_168, passes: 1, lanes: 1 };
  const stored = hashPassword(derive, 'correct horse', older);
  expect(verifyPassword(derive, 'correct horse', stored, COST)).toMatchObject({
    matches: true,
    outdated: true,
  });
});
