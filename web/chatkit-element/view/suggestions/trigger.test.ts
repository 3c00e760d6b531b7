import { expect, test } from 'vitest';
import { type Kind, triggerAt } from './trigger.ts';

const both: Kind[] = ['entity', 'command'];
/** The caret is where the bar stands. */
const at = (marked: string, kinds = both) =>
  triggerAt(marked.replace('|', ''), marked.indexOf('|'), [], kinds);

test.each([
  ['@|', { kind: 'entity', start: 0, query: '' }],
  ['Ask @Ad|', { kind: 'entity', start: 4, query: 'Ad' }],
  ['Ask @A|da now', { kind: 'entity', start: 4, query: 'A' }],
  ['Ask\n@Ada Lo|', { kind: 'entity', start: 4, query: 'Ada Lo' }],
  ['(@a|', { kind: 'entity', start: 1, query: 'a' }],
  ['これ@田|', { kind: 'entity', start: 2, query: '田' }],
  ['＠田|', { kind: 'entity', start: 0, query: '田' }],
  ['@Ada @|', { kind: 'entity', start: 5, query: '' }],
  ['/|', { kind: 'command', start: 0, query: '' }],
  ['/ex|port', { kind: 'command', start: 0, query: 'ex' }],
  ['／ex|', { kind: 'command', start: 0, query: 'ex' }],
])('%s is looked for', (marked, trigger) => {
  expect(at(marked)).toEqual(trigger);
});

test.each([
  'ada@ex|',
  'See you @ 5|',
  '|@Ada',
  'a /|',
  '/a\nb|',
  '@a\nb|',
  'x/@a|',
  '/ a|',
  `@${'a'.repeat(61)}|`,
  '',
])('%s is not', (marked) => {
  expect(at(marked)).toBeNull();
});

test('an entity can be looked for within what a command is called with', () => {
  expect(at('/plan @a|')).toEqual({ kind: 'entity', start: 6, query: 'a' });
  expect(at('/plan @a|', ['command'])).toEqual({ kind: 'command', start: 0, query: 'plan @a' });
});

test('a tag is no longer looked for, nor what stands behind it', () => {
  const tags = [{ start: 4, end: 8, entity: { id: '1', title: 'Ada' } }];
  for (const caret of [5, 8, 9, 13]) expect(triggerAt('Ask @Ada and ', caret, tags, both)).toBeNull();
  expect(triggerAt('Ask @Ada @B', 11, tags, both)).toEqual({ kind: 'entity', start: 9, query: 'B' });
});
