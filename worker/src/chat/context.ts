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
  /** Model tokens that this turn has used. */
  tokens: number;
  /** What the user has answered to a card, when that began the turn. */
  answer: Answer | undefined;
  /** Why the turn failed, for doors that answer with a status; unforeseen errors leave it empty. */
  failure: AppError | undefined;
};

export function chatContext(
  ctx: Context,
  request: { requestId: string; budget: { turns: number; tokens: number } },
): ChatContext {
  return { ...ctx, ...request, toolCalls: new Map(), tokens: 0, answer: undefined, failure: undefined };
}
