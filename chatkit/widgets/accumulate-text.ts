import type { StreamingTextComponent } from '../protocol/widgets.ts';

/**
 * A Text or Markdown that grows with the pieces: first `base` as it is, then with all text so far and
 * `streaming`, at last with the whole text and no longer streaming. Put each into its root for `streamWidget`;
 * `base` needs an `id` for the client to hear of the pieces only. The value of `base` is not part of the text.
 */
export async function* accumulateText<Component extends StreamingTextComponent>(
  pieces: AsyncIterable<string>,
  base: Component,
): AsyncGenerator<Component, undefined> {
  yield base;
  let value = '';
  for await (const piece of pieces) {
    value += piece;
    yield { ...base, value, streaming: true };
  }
  yield { ...base, value, streaming: false };
  return undefined;
}
