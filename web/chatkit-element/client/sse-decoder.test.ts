import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseDecoder } from './sse-decoder.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function decode(chunks: Uint8Array[]): string[] {
  const decoder = createSseDecoder();
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
}

const STREAM =
  '\uFEFFdata: {"text":"grüße 🎉"}\r\n\r\n: keep-alive\r\n\r\nevent: x\nid: 7\nretry: 10\ndata: a\ndata: b\n\n' +
  'data:no space\r\rdata: last\n\n';
const EVENTS = ['{"text":"grüße 🎉"}', 'a\nb', 'no space', 'last'];

test('a stream cut in two at any byte, also inside a character and a CRLF, gives the same events', () => {
  const bytes = encode(STREAM);
  for (let at = 0; at <= bytes.length; at++) {
    expect(decode([bytes.subarray(0, at), bytes.subarray(at)]), `cut at byte ${at}`).toEqual(EVENTS);
  }
});

test('a stream that arrives byte by byte gives the same events', () => {
  expect(decode(Array.from(encode(STREAM), (byte) => Uint8Array.of(byte)))).toEqual(EVENTS);
});

test('whatever lines the data has, it comes out as it was sent, in chunks of any size', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => text !== '' && !/[\r\n]/.test(text));
  const events = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 });
  const end = fc.constantFrom('\n', '\r\n', '\r');
  void fc.assert(
    fc.property(events, end, fc.integer({ min: 1, max: 9 }), (list, newline, size) => {
      const text = list
        .map((lines) => lines.map((each) => `data: ${each}${newline}`).join('') + newline)
        .join('');
      const bytes = encode(text);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const expected = list.map((lines) => lines.join('\n')).filter((data) => data !== '[DONE]');
      expect(decode(chunks)).toEqual(expected);
    }),
  );
});

test('the marker [DONE] is no event', () => {
  expect(decode([encode('data: 1\n\ndata: [DONE]\n\n')])).toEqual(['1']);
});

test('the last event counts without its blank line, but not without the end of its line', () => {
  expect(decode([encode('data: 1\n')])).toEqual(['1']);
  expect(decode([encode('data: 1\n\ndata: {"ha')])).toEqual(['1']);
});
