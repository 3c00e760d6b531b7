import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONG_ANSWER } from '../../demo/texts.ts';
import { type Lexed, lexMarkdown } from './lex.ts';

/** Reads a text as it arrives, in pieces, and finally as a whole. */
function streamed(text: string, size: number): Lexed {
  let lexed: Lexed | undefined;
  for (let end = size; end < text.length; end += size) lexed = lexMarkdown(text.slice(0, end), lexed, false);
  return lexMarkdown(text, lexed, true);
}

test('a text read in pieces of any size ends with the tokens of the whole text', () => {
  void fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
      expect(streamed(LONG_ANSWER, size).tokens).toEqual(lexMarkdown(LONG_ANSWER).tokens);
    }),
    { numRuns: 20 },
  );
});

test('while a text grows, settled blocks stay the same objects', () => {
  const first = lexMarkdown('# One\n\nTwo\n\nThree\n\nFour', undefined, false);
  const next = lexMarkdown(`${first.text} and more`, first, false);
  expect(next.tokens[0]).toBe(first.tokens[0]);
  expect(next.settledTokens).toBeGreaterThan(0);
  expect(next.tokens.at(-1)).not.toBe(first.tokens.at(-1));
});

test('a list that goes on after a line that looked like text stays one list', () => {
  const first = lexMarkdown('1. a\n\n2', undefined, false);
  const types = lexMarkdown('1. a\n\n2. b', first, false).tokens.map((token) => token.type);
  expect(types).toEqual(['list']);
});

test('a link that is defined below its use works once the text is whole', () => {
  const before = lexMarkdown('See [it].\n\nOne\n\nTwo\n\nThree\n\n', undefined, false);
  const whole = lexMarkdown(`${before.text}[it]: https://example.com\n`, before, true);
  expect(JSON.stringify(whole.tokens[0])).toContain('"href":"https://example.com"');
});

test('line ends of Windows do not shift what is settled', () => {
  const text = 'One\r\n\r\nTwo\r\n\r\nThree\r\n\r\nFour';
  const lexed = lexMarkdown(`${text} more`, lexMarkdown(text, undefined, false), false);
  expect(lexed.tokens.filter((token) => token.type === 'paragraph').map((token) => token.raw.trim())).toEqual(
    ['One', 'Two', 'Three', 'Four more'],
  );
});

test('1,590 pieces of a 19 kB answer cost less than a tenth of reading it anew each time', () => {
  const text = LONG_ANSWER.repeat(18);
  const size = Math.ceil(text.length / 1590);
  const time = (run: () => void) => {
    const started = performance.now();
    run();
    return performance.now() - started;
  };
  const tail = time(() => streamed(text, size));
  const whole = time(() => {
    for (let end = size; end < text.length; end += size * 10) lexMarkdown(text.slice(0, end));
  });
  expect(tail).toBeLessThan(whole);
});
