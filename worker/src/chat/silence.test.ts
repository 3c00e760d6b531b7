import { expect, test, vi } from 'vitest';
import { breakSilence, SilenceError } from './silence.ts';

async function* words(list: string[]) {
  yield* list;
}

test('a stream that speaks is passed on whole', async () => {
  const heard: string[] = [];
  for await (const word of breakSilence(words(['a', 'b']), 1_000)) heard.push(word);
  expect(heard).toEqual(['a', 'b']);
});

test('a stream that falls silent ends in a SilenceError at the limit, and is let go', async () => {
  vi.useFakeTimers();
  try {
    let released = false;
    const silent: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          released = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const reading = breakSilence(silent, 15_000).next();
    const outcome = expect(reading).rejects.toBeInstanceOf(SilenceError);
    await vi.advanceTimersByTimeAsync(15_000);
    await outcome;
    expect(released).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
