import { expect, test } from 'vitest';
import { normalizeEmail } from './email.ts';

test.each([
  ['A@X.test ', 'a@x.test'],
  ['\t a@x.test\r\n', 'a@x.test'],
  ['ａ@x.test', 'ａ@x.test'],
  ['a@пример.рф', 'a@xn--e1afmkfd.xn--p1ai'],
  ['a@xn--e1afmkfd.xn--p1ai', 'a@xn--e1afmkfd.xn--p1ai'],
  ['e\u0301@x.test', '\u00e9@x.test'],
  ['a.b+c@x.test', 'a.b+c@x.test'],
  ['I@x.test', 'i@x.test'],
  ['ı@x.test', 'ı@x.test'],
])('%j is stored as %j', (raw, stored) => {
  expect(normalizeEmail(raw)).toBe(stored);
});

test.each([
  '',
  'a',
  '@x.test',
  'a@',
  'a@b',
  'a@@x.test',
  'a@b@x.test',
  'a b@x.test',
  'a@x .test',
  'a@x.test\nBcc: b@y.test',
  'a\u202eb@x.test',
  'a\u200bb@x.test',
  '<a@x.test>',
  'a@127.0.0.1',
  'a@0x7f.1',
  'a@[::1]',
  'a@x.test/path',
  'a@x.test:80',
  'a@x.test.',
  'a@.test',
  'a@-x.test',
  `${'a'.repeat(65)}@x.test`,
  `a@${'x'.repeat(64)}.test`,
  `${'a'.repeat(60)}@${'x1.'.repeat(64)}test`,
])('%j is no e-mail', (raw) => {
  expect(() => normalizeEmail(raw)).toThrow(expect.objectContaining({ code: 'invalid_email' }));
});

test.each(['a\0@x.test', 'a\ud800@x.test'])('%j cannot be stored', (raw) => {
  expect(() => normalizeEmail(raw)).toThrow(expect.objectContaining({ code: 'invalid_characters' }));
});
