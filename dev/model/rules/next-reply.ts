import { type ModelRequest, utteranceIndex, utteranceOf } from '../wire/model-request.ts';
import { converse } from './converse.ts';
import type { Reply } from './reply.ts';
import { replay, Turn } from './turn.ts';

/** What the rules answer. Depends on the request alone, so the same request gets the same reply. */
export function nextReply(request: ModelRequest): Reply {
  const { items, tools, parallelCalls } = request;
  const start = utteranceIndex(items);
  const turn = new Turn(items.slice(0, Math.max(start, 0)), tools);
  return replay(converse(turn, utteranceOf(request)), items.slice(start + 1), parallelCalls);
}
