import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanLine,
  cleanTaskDescription,
  cleanTaskTitle,
  codePoints,
  mendUnstorable,
  refuseUnstorable,
} from './text.ts';

const anyText = fc.string({ unit: 'binary' });

test('length counts code points', () => {
  fc.assert(fc.property(anyText, (text) => codePoints(text) === [...text].length));
});

test.each([
  ['a\r\nb', 'a b'],
  ['a\tb\u0085c', 'a b c'],
  ['a\u2028b\u2029c', 'a b c'],
  ['\u202ea\u202c', 'a'],
  ['\u2066a\u2069', 'a'],
  ['\ufeff a \u00a0', 'a'],
  ['👩\u200d💻 می\u200cخواهم \u200fx', '👩\u200d💻 می\u200cخواهم \u200fx'],
  ['\u200b\u200d\u00ad', ''],
  ['\u3164\u2800\ufe0f', ''],
])('%j becomes the line %j', (text, line) => {
  expect(cleanLine(text)).toBe(line);
});

test('a clean line stays as it is, has one line, and overrides no direction', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = cleanLine(text);
      expect(cleanLine(line)).toBe(line);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('what can be stored after mending is never refused', () => {
  const broken = fc
    .array(fc.constantFrom('a', '\0', '\ud83d', '\ude00', '😀'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(broken, (text) => {
      expect(() => refuseUnstorable(mendUnstorable(text))).not.toThrow();
    }),
  );
  expect(mendUnstorable('a\0b\ud83d')).toBe('ab\ufffd');
  expect(mendUnstorable('😀')).toBe('😀');
});

test('titles and descriptions say in words what is wrong', () => {
  const refusal = (code: string, message: string) => expect.objectContaining({ code, message });
  expect(() => cleanTaskTitle(' \n')).toThrow(refusal('title_empty', 'Task title cannot be empty'));
  expect(() => cleanTaskTitle('x'.repeat(256))).toThrow(
    refusal('title_too_long', 'Task title must be 255 characters or less'),
  );
  expect(() => cleanTaskDescription('x'.repeat(10_001))).toThrow(
    refusal('description_too_long', 'Task description must be 10000 characters or less'),
  );
});

test('a description keeps its lines; a blank one is none', () => {
  expect(cleanTaskDescription(' one\n\ntwo ')).toBe('one\n\ntwo');
  expect(cleanTaskDescription(' \n')).toBeNull();
  expect(cleanTaskDescription(null)).toBeNull();
  expect(cleanTaskDescription(undefined)).toBeNull();
});
