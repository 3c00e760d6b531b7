// Long answers and long conversations, for the tests of speed and the benchmark.
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { LONG_ANSWER } from '../../web/chatkit-element/demo/texts.ts';
import { assistantMessage, delta, userMessage } from '../../web/chatkit-element/testing/events.ts';
import { type Call, encodeEvent } from './chat-server.ts';

export const LONG_TEXTS = {
  'everything that Markdown has': `${LONG_ANSWER}\n\n`.repeat(150),
  'one block of code': `\`\`\`js\n${'const sum = add(first, second, third);\n'.repeat(3_000)}`,
  'one list': '- an item of a very long list with **bold** words\n'.repeat(3_000),
  'one paragraph': 'word and another word '.repeat(6_000),
  'one table': `| a | b |\n|---|---|\n${'| some cell | another cell |\n'.repeat(5_000)}`,
};

/** Questions and answers by turns; each fifth answer is long. */
export function longThread(length: number): ThreadItem[] {
  return Array.from({ length }, (_, n) => {
    if (n % 2 === 0) return userMessage(`item_${n}`, `Question number ${n}`);
    const text = n % 10 === 1 ? LONG_ANSWER : `Answer number **${n}** in some words.\n\n- one\n- two`;
    return assistantMessage(`item_${n}`, text);
  });
}

const PIECE = 40;
const PIECES_AT_ONCE = 4;

/** Writes `text` in small deltas, no faster than the client reads. */
export async function streamText(call: Call, id: string, text: string): Promise<void> {
  for (let at = 0; at < text.length; at += PIECE) {
    await call.write(encodeEvent(delta(id, text.slice(at, at + PIECE))));
    if ((at / PIECE) % PIECES_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
