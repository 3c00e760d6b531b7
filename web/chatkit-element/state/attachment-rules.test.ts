import { expect, test } from 'vitest';
import { acceptAttribute, formatSize, violationOf } from './attachment-rules.ts';

const MB = 1024 * 1024;
const file = (name: string, type: string, size = 10) => ({ name, type, size });
const png = file('a.png', 'image/png');

test('without settings of their own, ten files of 100 MB are taken, whatever they are', () => {
  const big = file('a.bin', '', 100 * MB);
  expect(violationOf([big], { enabled: true }, 9)).toBeNull();
  expect(violationOf([{ ...big, size: big.size + 1 }], { enabled: true }, 0)).toMatchObject({
    text: 'file_size',
    values: { name: 'a.bin', max: '100 MB' },
  });
  expect(violationOf([big, big], { enabled: true }, 9)).toEqual({ text: 'file_count', values: { n: 10 } });
});

test.each([
  ['image/png', 3 * MB],
  ['image/jpeg', 2 * MB],
  ['text/plain', 1 * MB],
  ['', 1 * MB],
])('of limits by type the most exact one counts: %s', (type, limit) => {
  const maxSize = { '*': 1 * MB, 'image/*': 2 * MB, 'image/png': 3 * MB };
  expect(violationOf([file('f', type, limit)], { enabled: true, maxSize }, 0)).toBeNull();
  expect(violationOf([file('f', type, limit + 1)], { enabled: true, maxSize }, 0)).not.toBeNull();
});

test('a limit under the empty name is the one for all other types, and without it the default is', () => {
  const other = file('f', 'text/plain', 2 * MB);
  expect(violationOf([other], { enabled: true, maxSize: { '': MB } }, 0)?.text).toBe('file_size');
  expect(violationOf([other], { enabled: true, maxSize: { 'image/*': MB } }, 0)).toBeNull();
});

test('accepted is a type, or an ending when the type names endings', () => {
  const accept = { 'image/*': [], 'application/pdf': ['.pdf'] };
  const settings = { enabled: true, accept };
  expect(violationOf([png, file('B.PDF', '')], settings, 0)).toBeNull();
  expect(violationOf([png, file('b.exe', 'application/pdf')], settings, 0)).toEqual({
    text: 'file_type',
    values: { name: 'b.exe' },
  });
  expect(acceptAttribute(accept)).toBe('image/*,.pdf');
  expect(acceptAttribute(undefined)).toBeUndefined();
});

test('sizes are short', () => {
  expect([0, 999, 1536, 10 * MB, 2.25 * 1024 * MB].map((bytes) => formatSize(bytes, 'en'))).toEqual([
    '0 B',
    '999 B',
    '1.5 kB',
    '10 MB',
    '2.3 GB',
  ]);
  expect(formatSize(1536, 'de')).toBe('1,5 kB');
});
