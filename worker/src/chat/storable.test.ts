import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refuseUnstorableIn, toStorableJson } from './storable.ts';

const invalid = expect.objectContaining({ code: 'invalid_characters' });

test.each([
  ['a text', 'a\0'],
  ['a text in a list', [[], ['b', '\uD800']]],
  ['a text in an object', { a: { b: ['\0'] } }],
  ['a name', { a: [{ 'b\0': null }] }],
])('%s that cannot be stored is refused from people and mended for the rest', (_, value) => {
  expect(() => refuseUnstorableIn(value)).toThrow(invalid);
  expect(() => refuseUnstorableIn(JSON.parse(toStorableJson(value)))).not.toThrow();
});

test('what can be stored is stored as it is, whatever its shape and names', () => {
  const value = fc.jsonValue({ stringUnit: fc.constantFrom('a', '😀', '"', '\\', '\n', 'ü', '__proto__') });
  fc.assert(
    fc.property(value, (given) => {
      refuseUnstorableIn(given);
      expect(toStorableJson(given)).toBe(JSON.stringify(given));
    }),
  );
});
