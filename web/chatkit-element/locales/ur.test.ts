import { expect, test } from 'vitest';
import { en, fill, type TextKey } from './en.ts';
import { ur } from './ur.ts';

const keys = Object.keys(en) as TextKey[];
const placeholdersOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('the Urdu words are those of the English dictionary, no more and no fewer, in its order', () => {
  expect(Object.keys(ur)).toEqual(keys);
});

test.each(keys)('%s is in Urdu and keeps its placeholders', (key) => {
  const text = ur[key];
  expect(text).toMatch(/\p{Script=Arabic}/u);
  expect(placeholdersOf(text)).toEqual(placeholdersOf(en[key]));
});

test.each(keys)('%s has Urdu letters and marks, none that only Arabic or English has', (key) => {
  const text = ur[key].replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '');
  // Arabic kaf, yeh, heh and teh marbuta look alike and are found by no search; so do the marks of English.
  expect(text).not.toMatch(/[\u0643\u064A\u0649\u0647\u0629\u0660-\u0669]/u);
  expect(text).not.toMatch(/[,;?.]/);
  expect(ur[key].split('\u2068')).toHaveLength(ur[key].split('\u2069').length);
});

test('a name that runs the other way keeps its order inside a sentence', () => {
  const text = fill(ur.file_size, { name: 'notes (1).pdf', max: '10 MB' });
  expect(text).toContain('\u2068notes (1).pdf\u2069');
  expect(text).toContain('\u206810 MB\u2069');
});
