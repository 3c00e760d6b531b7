import * as fc from 'fast-check';
import type { Token } from 'marked';
import { expect, test } from 'vitest';
import { LONG_ANSWER } from '../../demo/texts.ts';
import { isDrawn } from '../markdown/drawn-token.ts';
import { lexMarkdown } from '../markdown/lex.ts';
import { type Placed, placeMarks } from './place-marks.ts';

const place = (text: string, ...places: number[]) => {
  const marks = places.map((at, index) => ({
    at,
    key: `${index}`,
    draw: (word: string) => `${word}[${index + 1}]`,
  }));
  return placeMarks(lexMarkdown(text).tokens, text, marks, new WeakMap());
};

/** The words of tokens with the marks among them. */
function words(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (isDrawn(token)) return token.draw();
      if (token.type === 'list') return token.items.map((item: Token) => words([item])).join('');
      if (token.type === 'table') {
        return [token.header, ...token.rows]
          .flat()
          .map((cell) => words(cell.tokens))
          .join('|');
      }
      return 'tokens' in token && token.tokens ? words(token.tokens) : token.raw;
    })
    .join('');
}

test.each([
  ['One two.', [8], 'One two.[1]'],
  ['One two.', [3, 8], 'One[1] two.[2]'],
  ['A **bold** word', [10], 'A bold[1] word'],
  ['A **bold** word', [8], 'A bold[1] word'],
  ['A **bold** word', [6], 'A bo[1]ld word'],
  ['See `code` here', [7], 'See `code`[1] here'],
  ['A [link](https://example.com) b', [4], 'A link[1] b'],
  ['https://example.com. Next', [20], 'https://example.com.[1] Next'],
  ['One.\n\nTwo.', [4], 'One.[1]\n\nTwo.'],
  ['One.\n\nTwo.', [5], 'One.[1]\n\nTwo.'],
  ['One.\n\nTwo.', [6], 'One.\n\n[1]Two.'],
  ['One.\n\n', [6], 'One.[1]\n\n'],
  ['Short', [400], 'Short[1]'],
  ['- one\n- two', [5, 11], 'one[1]two[2]'],
  ['- one\n  more\n  - deep\n- two', [12, 21], 'one\nmore[1]deep[2]two'],
  ['> said\n> again', [6, 14], 'said[1]\nagain[2]'],
  ['| a | b |\n|---|---|\n| c1 | c2 |', [24, 29], 'a|b|c1[1]|c2[2]'],
  ['## Head', [7], 'Head[1]'],
  ['Party 🎉!', [7], 'Party 🎉[1]!'],
  ['Twice', [5, 5], 'Twice[1][2]'],
])('in %j the places %j are found', (text, places, expected) => {
  expect(words(place(text, ...places))).toBe(expected);
});

test('what is cited in a block of code is marked below it', () => {
  const tokens = place('```\ncode\n```\n\nNext', 6);
  expect(tokens.map((token) => token.type)).toEqual(['code', 'paragraph', 'space', 'paragraph']);
  expect(words(tokens)).toContain('[1]');
});

test('every mark is drawn once, in order, and the words stay as they are, wherever the places are', () => {
  const places = fc.array(fc.integer({ min: 0, max: LONG_ANSWER.length + 5 }), { maxLength: 8 });
  void fc.assert(
    fc.property(places, (given) => {
      const sorted = given.toSorted((a, b) => a - b);
      const text = words(place(LONG_ANSWER, ...sorted));
      expect([...text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n))).toEqual(sorted.map((_, n) => n + 1));
      expect(text.replace(/\[\d+\]/g, '')).toBe(words(lexMarkdown(LONG_ANSWER).tokens));
    }),
    { numRuns: 200 },
  );
});

test('while a text grows, a finished block with a mark stays the same object', () => {
  const placed: Placed = new WeakMap();
  const mark = () => [{ at: 4, key: 'same', draw: (word: string) => `${word}[1]` }];
  const first = lexMarkdown('One.\n\nTwo.\n\nThree.\n\nFour', undefined, false);
  const next = lexMarkdown(`${first.text} and more`, first, false);
  const [before] = placeMarks(first.tokens, first.text, mark(), placed);
  const [after, ...others] = placeMarks(next.tokens, next.text, mark(), placed);
  expect(after).toBe(before);
  expect(others).toEqual(next.tokens.slice(1));
  expect(
    placeMarks(next.tokens, next.text, [{ at: 4, key: 'other', draw: () => '[2]' }], placed)[0],
  ).not.toBe(before);
});
