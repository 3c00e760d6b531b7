import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson, sameThread } from './same-json.ts';

const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString');
const json = fc.jsonValue({ maxDepth: 3 });
const value = fc.oneof(json, fc.dictionary(names, fc.oneof(json, fc.dictionary(names, json))));

/** JSON with the fields of every object in one order. */
function ordered(one: unknown): string {
  return JSON.stringify(one, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

test('two values are the same exactly when their ordered JSON is', () => {
  void fc.assert(
    fc.property(value, value, (one, other) => {
      expect(sameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      const [left, right] = [one, other].map((of) => JSON.parse(JSON.stringify(of)));
      expect(sameJson(left, right)).toBe(ordered(left) === ordered(right));
    }),
    { numRuns: 2_000 },
  );
});

test('a field that is undefined is absent, one that is null is not', () => {
  expect(sameJson({ a: undefined }, {})).toBe(true);
  expect(sameJson({}, { a: undefined })).toBe(true);
  expect(sameJson({ a: null }, {})).toBe(false);
  expect(sameJson({}, { constructor: 1 })).toBe(false);
});

test.each([
  ['title', { title: 'B' }],
  ['status', { status: { type: 'locked' as const, reason: 'later' } }],
  ['metadata', { metadata: { deep: { value: 2 } } }],
  ['allowed_image_domains', { allowed_image_domains: ['a.example'] }],
  ['created_at', { created_at: '2026-03-01T12:00:00.001Z' }],
  ['id', { id: 'thr_2' }],
])('a thread with another %s is another', (_field, change) => {
  const thread = {
    id: 'thr_1',
    title: 'A',
    created_at: '2026-03-01T12:00:00.000Z',
    status: { type: 'active' as const },
    metadata: { deep: { value: 1 } },
  };
  expect(sameThread(thread, structuredClone(thread))).toBe(true);
  expect(sameThread(thread, { ...thread, ...change })).toBe(false);
});
