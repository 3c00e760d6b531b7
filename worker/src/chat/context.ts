import type { Context } from '#core/context.ts';
import type { AppError } from '#core/errors.ts';
import type { Answer } from './waiting-deletion.ts';

/** A call of a tool as stored beside its item; a deletion may wait for its user there. */
export type StoredToolCall = {
  tool: string;
  arguments: unknown;
  result: unknown;
  status: 'done' | 'failed' | 'waiting';
};

/** What one chat request carries from its door through the ChatKit server to the store and the responder. */
export type ChatContext = Context & {
  requestId: string;
  /** Model budget of one user and day. */
  budget: { turns: number; tokens: number };
  /** The calls that each workflow of this turn shows, by item id. */
  toolCalls: Map<string, StoredToolCall[]>;
  /** The UTC day whose budget pays for this request, `YYYY-MM-DD`. */
  day: string;
  /** Model tokens that this turn has used, and what of the budget it has reserved. */
  tokens: { in: number; out: number; reserved: number };
  /** What the user has answered to a card, when that began the turn. */
  answer: Answer | undefined;
  /** The answer is that of an earlier request with the same idempotency key. */
  replayed: boolean;
  /** Why the turn failed, for doors that answer with a status; unforeseen errors leave it empty. */
  failure: AppError | undefined;
};

export function chatContext(
  ctx: Context,
  request: { requestId: string; budget: { turns: number; tokens: number } },
): ChatContext {
  const day = ctx.now().toISOString().slice(0, 10);
  const tokens = { in: 0, out: 0, reserved: 0 };
  return {
    ...ctx,
    ...request,
    toolCalls: new Map(),
    day,
    tokens,
    answer: undefined,
    replayed: false,
    failure: undefined,
  };
}
