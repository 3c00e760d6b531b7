// The lease of a conversation: who may take it for a turn, and what taking it costs the day's budget.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { TurnStart } from '#chatkit/index.ts';
import { conversations } from '#core/db/tables/conversations.ts';
import { passesGate } from '#core/db/user-gate.ts';
import { ROWS, TURN } from '#core/limits.ts';
import type { ChatContext } from './context.ts';
import { leaseIsFresh } from './fresh-lease.ts';
import { isFirstTurn } from './once.ts';
import { questionState } from './waiting-deletion.ts';

export const ownConversation = (ctx: ChatContext, threadId: string): SQL | undefined =>
  and(eq(conversations.id, threadId), eq(conversations.userId, ctx.userId), passesGate(ctx));

export const threadIdOf = (start: TurnStart): string =>
  start.kind === 'create' ? start.thread.id : start.threadId;

/** Takes the lease, with a new conversation where the turn begins one. Changes no row when it may not. */
export const takeLease = (start: TurnStart, ctx: ChatContext): SQL =>
  start.kind === 'create' ? createConversation(start, ctx) : leaseConversation(start, ctx);

/** Whether `takeLease` has taken it: the condition of everything that the turn writes afterwards. */
export const holdsLease = (start: TurnStart, ctx: ChatContext): SQL =>
  sql`exists (select 1 from conversations h where h.id = ${threadIdOf(start)}::uuid
    and h.user_id = ${ctx.userId}::uuid and h.turn_id = ${start.turnId}::uuid)`;

export const runningTurns = (threadId: string, ctx: ChatContext): SQL =>
  sql`(select count(*) from conversations r where r.user_id = ${ctx.userId}::uuid and r.id <> ${threadId}::uuid
    and ${leaseIsFresh(sql`r`)})`;

export const isStored = (
  itemId: string | null,
  threadId: string,
  ctx: ChatContext,
  condition = sql`true`,
): SQL =>
  sql`exists (select 1 from messages i where i.id = ${itemId}::uuid and i.conversation_id = ${threadId}::uuid
    and i.user_id = ${ctx.userId}::uuid and ${condition})`;

/** Whether an item waits for what the user answers. */
export const isPending = (itemId: string | null, threadId: string, ctx: ChatContext): SQL =>
  isStored(itemId, threadId, ctx, sql`i.item->>'status' = 'pending'`);

/** Counts the turn and reserves tokens for it; `settleTurn` tells at its end what it has used. */
export function countTurn(start: TurnStart, ctx: ChatContext, held: SQL): SQL {
  if (start.kind === 'action') return sql`select 1 where false`;
  ctx.tokens.reserved = TURN.reservedTokens;
  return sql`
    insert into usage_days (user_id, day, turns, tokens)
    select ${ctx.userId}::uuid, ${ctx.day}::date, 1, ${TURN.reservedTokens}::int where ${held}
    on conflict (user_id, day) do update set turns = usage_days.turns + 1, tokens = usage_days.tokens + excluded.tokens`;
}

/** Only while the turn has its lease, so that a batch which is sent twice settles once. */
export function settleTurn(
  { threadId, turnId }: { threadId: string; turnId: string },
  ctx: ChatContext,
): SQL {
  const { in: given, out, reserved } = ctx.tokens;
  return sql`
    update usage_days set tokens = tokens + ${given + out - reserved}::int,
      tokens_in = tokens_in + ${given}::int, tokens_out = tokens_out + ${out}::int
    where user_id = ${ctx.userId}::uuid and day = ${ctx.day}::date and ${passesGate(ctx)}
      and exists (select 1 from conversations h where h.id = ${threadId}::uuid
        and h.user_id = ${ctx.userId}::uuid and h.turn_id = ${turnId}::uuid)`;
}

function createConversation(start: Extract<TurnStart, { kind: 'create' }>, ctx: ChatContext): SQL {
  const { thread, turnId } = start;
  return sql`
    insert into conversations (id, user_id, title, metadata, turn_id, turn_at, created_at)
    select ${thread.id}::uuid, ${ctx.userId}::uuid, ${thread.title ?? null}, ${JSON.stringify(thread.metadata)}::jsonb,
      ${turnId}::uuid, now(), ${thread.created_at}::timestamptz
    where ${passesGate(ctx)} and ${isFirstTurn(ctx)} and ${hasRoom(thread.id, ctx)}
      and (select count(*) from conversations o where o.user_id = ${ctx.userId}::uuid) < ${ROWS.conversationsPerUser}`;
}

function leaseConversation(start: Exclude<TurnStart, { kind: 'create' }>, ctx: ChatContext): SQL {
  return sql`
    update conversations c
    set turn_id = ${start.turnId}::uuid, turn_at = now(), stop_turn_id = null, updated_at = now()
    where c.id = ${start.threadId}::uuid and c.user_id = ${ctx.userId}::uuid and ${passesGate(ctx)}
      and c.status->>'type' = 'active' and not ${leaseIsFresh(sql`c`)} and ${hasRoom(start.threadId, ctx, start.kind === 'action')}
      and ${isFirstTurn(ctx)} and ${hasItsItem(start, ctx)}`;
}

/** What a retry, a resumption or an answer goes on from has to be there, and to wait for the latter two. */
function hasItsItem(start: Exclude<TurnStart, { kind: 'create' }>, ctx: ChatContext): SQL {
  if (start.kind === 'retry') return isStored(start.item.id, start.threadId, ctx);
  if (start.kind === 'action')
    return start.sender === null ? sql`true` : sql`${questionState(start, ctx)} = 'waiting'`;
  return start.kind === 'resume' ? isPending(start.item.id, start.threadId, ctx) : sql`true`;
}

/** Under the limits of running turns and of the day's budget. @param isFree No model is called. */
function hasRoom(threadId: string, ctx: ChatContext, isFree = false): SQL {
  const mayRun = sql`${runningTurns(threadId, ctx)} < ${TURN.runningPerUser}`;
  if (isFree) return mayRun;
  return sql`${mayRun}
    and not exists (select 1 from usage_days d where d.user_id = ${ctx.userId}::uuid and d.day = ${ctx.day}::date
      and (d.turns >= ${ctx.budget.turns} or d.tokens >= ${ctx.budget.tokens}))`;
}
