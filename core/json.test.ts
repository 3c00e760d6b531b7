import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTooComplex } from './json.ts';

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const keys = (amount: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: amount }, (_, i) => [i, i])));
const items = (amount: number) => JSON.stringify(Array(amount).fill(0));

test.each([
  ['32 levels', nested(32, '[', ']'), false],
  ['33 levels', nested(33, '[', ']'), true],
  ['33 levels of objects', nested(33, '{"a":', '}'), true],
  ['60,000 levels', '['.repeat(60_000), true],
  ['200 keys', keys(200), false],
  ['201 keys', keys(201), true],
  ['1,000 items', items(1_000), false],
  ['1,001 items', items(1_001), true],
  ['many small arrays beside each other', `[${Array(900).fill('[1,2]').join(',')}]`, false],
  ['brackets and commas inside strings', JSON.stringify(`${'['.repeat(99)}\\"${','.repeat(2_000)}`), false],
  ['a string that never ends', `"${'\\'.repeat(9)}`, false],
])('%s: too complex is %s', (_, text, expected) => {
  expect(isTooComplex(text)).toBe(expected);
});

test('what is small is never too complex, whatever its strings hold', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => !isTooComplex(text)));
});
