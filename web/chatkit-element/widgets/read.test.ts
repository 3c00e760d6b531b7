import { expect, test } from 'vitest';
import { dayOf } from './controls/dates.ts';
import { keysOf } from './keys.ts';
import { childrenOf, textOf, wordsOf } from './read.ts';

test('children are a list with gaps, one component, or none', () => {
  const text = { type: 'Text', value: 'a' };
  expect(childrenOf({ type: 'Row', children: [null, text, 'words', 7, { no: 'type' }] })).toEqual([text]);
  expect(childrenOf({ type: 'Transition', children: text })).toEqual([text]);
  expect(childrenOf({ type: 'Row', children: null })).toEqual([]);
});

test('only texts and numbers are shown as text', () => {
  expect(['a', 7, Number.NaN, {}, null, true].map(textOf)).toEqual(['a', '7', '', '', '', '']);
});

test('the words of a row are those it shows', () => {
  const row = {
    type: 'ListViewItem',
    children: [
      { type: 'Checkbox', name: 'done' },
      { type: 'Col', children: [{ type: 'Text', value: 'Buy milk' }] },
      { type: 'Badge', label: 'high' },
      { type: 'Button', label: 'Edit' },
    ],
  };
  expect(wordsOf(row)).toBe('Buy milk high');
});

test('siblings are told apart by id, key or name, and else by their place among their type', () => {
  const before = keysOf([{ type: 'Form' }, { type: 'Input', name: 'a' }]);
  const after = keysOf([{ type: 'Text' }, { type: 'Input', name: 'a' }, { type: 'Form' }]);
  expect(after[2]).toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  const same = keysOf([{ type: 'Text', key: 'x' }, { type: 'Text', key: 'x' }, { type: 'Text' }]);
  expect(new Set(same).size).toBe(3);
});

test('the id counts before the key, and the key before the name', () => {
  const [id] = keysOf([{ type: 'Input', id: 'i', key: 'k', name: 'n' }]);
  const [sameId, key] = keysOf([
    { type: 'Input', id: 'i', key: 'other' },
    { type: 'Input', key: 'k', name: 'n' },
  ]);
  expect(sameId).toBe(id);
  expect(key).toBe(keysOf([{ type: 'Input', key: 'k' }])[0]);
});

test('a time is the day where the user is, and a day is itself everywhere', () => {
  expect(dayOf('2026-11-24')).toBe('2026-11-24');
  expect(dayOf('2026-11-24T23:30:00')).toBe('2026-11-24');
  const local = new Date(2026, 10, 24, 0, 30);
  expect(dayOf(local.toISOString())).toBe('2026-11-24');
  expect([dayOf('soon'), dayOf(''), dayOf(null), dayOf('2026-13-40')]).toEqual(['', '', '', '']);
});
