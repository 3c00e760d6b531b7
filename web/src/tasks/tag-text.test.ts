import { expect, test } from 'vitest';
import { readTagText, tagsOf, tagText, withTyping } from './tag-text.ts';

test('a comma completes a tag; what follows is still being typed', () => {
  const text = withTyping([], 'home, err');
  expect(readTagText(text)).toEqual({ chips: ['home'], typing: ' err' });
  expect(tagsOf(text)).toEqual(['home', 'err']);
});

test('a list that is pasted becomes its tags', () => {
  expect(readTagText(withTyping(['home'], 'a,b\nc,'))).toEqual({
    chips: ['home', 'a', 'b', 'c'],
    typing: '',
  });
});

test('blank tags, repeats and the # that people write are dropped', () => {
  expect(tagsOf(withTyping(['home'], ' , #Home,  #work ,'))).toEqual(['home', 'work']);
});

test('a tag that holds a comma stays one tag', () => {
  expect(tagsOf(tagText(['a, b', 'c']))).toEqual(['a, b', 'c']);
});
