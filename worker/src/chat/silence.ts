/** The source said nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/**
 * Passes a stream on and throws {@link SilenceError} when it is silent for `limitMs` at a stretch. The time
 * the reader takes between two reads does not count.
 */
export async function* breakSilence<T>(
  source: AsyncIterable<T>,
  limitMs: number,
): AsyncGenerator<T, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await withLimit(iterator.next(), limitMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A silent source would keep its own `return()` waiting for ever; whoever started it aborts it.
    void iterator.return?.().catch(() => undefined);
  }
}

async function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilenceError(`No sign of life for ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
