import { type ModelRequest, utteranceIndex, utteranceOf } from '../wire/model-request.ts';
import { converse } from './converse.ts';
import type { Reply } from './reply.ts';
import { replay, Turn } from './turn.ts';

/** What the rules answer. Depends on the request alone, so the same request gets the same reply. */
export function nextReply(request: ModelRequest): Reply {
  const { items, tools, parallelCalls } = request;
  const start = utteranceIndex(items);
  const turn = new Turn(
    items.slice(0, Math.max(start, 0)),
    tools,
    ASKS_BY_CARD.test(instructionsOf(request)),
  );
  return replay(converse(turn, utteranceOf(request)), items.slice(start + 1), parallelCalls);
}

/** The result by which the product's tools say that a card asks the user; its instructions speak of it. */
const ASKS_BY_CARD = /\bconfirmation_required\b/;

function instructionsOf({ body, items }: ModelRequest): string {
  const system = items.flatMap((item) =>
    item.kind === 'message' && item.role === 'system' ? [item.text] : [],
  );
  return [body.instructions, ...system].map(String).join('\n');
}
