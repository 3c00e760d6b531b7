// Sends a reply the way a language model does: word by word, arguments in pieces.
import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange } from '../exchange.ts';
import { randomIds } from '../wire/answer-writer.ts';
import type { Reply } from './reply.ts';

const ARGUMENT_CHUNK = 24;

/** `deltaMs` is the pause before each word; 0 sends without pause. */
export async function streamReply(reply: Reply, exchange: Exchange, deltaMs: number): Promise<void> {
  if ('calls' in reply) {
    for (const call of reply.calls) {
      await exchange.send(exchange.writer.call(call.name, randomIds('call')));
      for (const piece of pieces(JSON.stringify(call.arguments))) {
        await exchange.sendDelta(exchange.writer.callArguments(piece));
      }
    }
    return exchange.complete();
  }
  for (const word of reply.text.match(/\s*\S+|\s+$/g) ?? []) {
    await pause(deltaMs, exchange.gone);
    if (exchange.gone.aborted) return;
    if (!(await exchange.sendText(word))) return exchange.incomplete();
  }
  return exchange.complete();
}

async function pause(ms: number, gone: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  // Rejects only when the client goes, which the caller checks.
  await delay(ms, undefined, { signal: gone }).catch(() => undefined);
}

/** Cuts between code points, so that each piece is well-formed text. */
function pieces(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${ARGUMENT_CHUNK}}`, 'gu')) ?? [];
}
