// All that precedes an answer, in one batch: ownership, limits, the lease of the conversation, the user's
// message and the history. A batch cannot branch, so every later statement asks whether the first one took
// the lease; the last statement tells why it could not.
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { ChatKitError, NotFoundError, type TurnStart, type TurnStarted } from '#chatkit/index.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import { AppError } from '#core/errors.ts';
import { ROWS, TURN } from '#core/limits.ts';
import { isUuid } from '#core/uuid.ts';
import type { ChatContext } from './context.ts';
import { toItem, toThread, upsertItem } from './rows.ts';

/** A turn that began longer ago has died with its isolate. */
export const leaseIsFresh = (alias: SQL): SQL =>
  sql`(${alias}.turn_id is not null and ${alias}.turn_at >= now() - make_interval(secs => ${TURN.leaseSeconds}))`;

export async function beginTurn(start: TurnStart, ctx: ChatContext): Promise<TurnStarted> {
  const threadId = start.kind === 'create' ? start.thread.id : start.threadId;
  if (!isUuid(threadId)) throw new NotFoundError('Conversation not found');
  const held = sql`exists (select 1 from conversations h where h.id = ${threadId}::uuid
    and h.user_id = ${ctx.userId}::uuid and h.turn_id = ${start.turnId}::uuid)`;
  const { db } = ctx;
  const [, , , , threads, history, look] = await gatedBatch(
    ctx,
    [
      db.execute(start.kind === 'create' ? createConversation(start, ctx) : takeLease(start, ctx)),
      db.execute(reserveTurn(ctx, held)),
      db.execute(writeMessage(start, threadId, ctx, held)),
      db.execute(cutAfter(start, threadId, ctx, held)),
      db.select().from(conversations).where(ownConversation(ctx, threadId)),
      db
        .select({ item: messages.item })
        .from(messages)
        .where(and(eq(messages.conversationId, threadId), eq(messages.userId, ctx.userId), passesGate(ctx)))
        .orderBy(desc(messages.seq))
        .limit(start.historyLimit),
      db.execute<Look>(lookAround(start.item.id, threadId, ctx)),
    ],
    // Two turns of one user begin one after the other, so that counts and budgets are exact.
    { lockUser: true },
  );
  const thread = threads[0];
  if (thread?.turnId !== start.turnId) {
    refuse(start, thread, look.rows[0]);
    // What is left is a thread that is locked or closed: the server says so with its reason.
    return { thread: toThread(found(thread)), history: [] };
  }
  return { thread: toThread(thread), history: history.reverse().map(toItem) };
}

export const ownConversation = (ctx: ChatContext, threadId: string): SQL | undefined =>
  and(eq(conversations.id, threadId), eq(conversations.userId, ctx.userId), passesGate(ctx));

function createConversation(start: Extract<TurnStart, { kind: 'create' }>, ctx: ChatContext): SQL {
  const { thread, turnId } = start;
  return sql`
    insert into conversations (id, user_id, title, metadata, turn_id, turn_at, created_at)
    select ${thread.id}::uuid, ${ctx.userId}::uuid, ${thread.title ?? null}, ${JSON.stringify(thread.metadata)}::jsonb,
      ${turnId}::uuid, now(), ${thread.created_at}::timestamptz
    where ${passesGate(ctx)} and ${hasRoom(thread.id, ctx)}
      and (select count(*) from conversations o where o.user_id = ${ctx.userId}::uuid) < ${ROWS.conversationsPerUser}`;
}

function takeLease(start: Exclude<TurnStart, { kind: 'create' }>, ctx: ChatContext): SQL {
  return sql`
    update conversations c
    set turn_id = ${start.turnId}::uuid, turn_at = now(), stop_turn_id = null, updated_at = now()
    where c.id = ${start.threadId}::uuid and c.user_id = ${ctx.userId}::uuid and ${passesGate(ctx)}
      and c.status->>'type' = 'active' and not ${leaseIsFresh(sql`c`)} and ${hasRoom(start.threadId, ctx)}
      and (${start.kind === 'message'} or ${isStored(start.item.id, start.threadId, ctx)})`;
}

const isStored = (itemId: string, threadId: string, ctx: ChatContext): SQL =>
  sql`exists (select 1 from messages i where i.id = ${itemId}::uuid and i.conversation_id = ${threadId}::uuid
    and i.user_id = ${ctx.userId}::uuid)`;

/** Under the limits of running turns and of the day's budget. */
function hasRoom(threadId: string, ctx: ChatContext): SQL {
  return sql`${runningTurns(threadId, ctx)} < ${TURN.runningPerUser}
    and not exists (select 1 from usage_days d where d.user_id = ${ctx.userId}::uuid and d.day = ${dayOf(ctx)}::date
      and (d.turns >= ${ctx.budget.turns} or d.tokens >= ${ctx.budget.tokens}))`;
}

const runningTurns = (threadId: string, ctx: ChatContext): SQL =>
  sql`(select count(*) from conversations r where r.user_id = ${ctx.userId}::uuid and r.id <> ${threadId}::uuid
    and ${leaseIsFresh(sql`r`)})`;

function reserveTurn(ctx: ChatContext, held: SQL): SQL {
  return sql`
    insert into usage_days (user_id, day, turns) select ${ctx.userId}::uuid, ${dayOf(ctx)}::date, 1 where ${held}
    on conflict (user_id, day) do update set turns = usage_days.turns + 1`;
}

function writeMessage(start: TurnStart, threadId: string, ctx: ChatContext, held: SQL): SQL {
  if (start.kind !== 'retry') return upsertItem(ctx, threadId, { item: start.item, status: 'done' }, held);
  return sql`update messages set status = 'done' where id = ${start.item.id}::uuid
    and conversation_id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid and ${held}`;
}

/** A retry drops everything after the message it answers again. */
function cutAfter(start: TurnStart, threadId: string, ctx: ChatContext, held: SQL): SQL {
  const isRetry = start.kind === 'retry';
  return sql`
    delete from messages m using messages kept
    where ${isRetry} and ${held} and m.conversation_id = ${threadId}::uuid and m.user_id = ${ctx.userId}::uuid
      and kept.id = ${start.item.id}::uuid and kept.conversation_id = m.conversation_id and m.seq > kept.seq`;
}

type Look = { running: number; owned: number; item: boolean };

function lookAround(itemId: string, threadId: string, ctx: ChatContext): SQL {
  return sql`
    select ${runningTurns(threadId, ctx)}::int as running,
      (select count(*)::int from conversations o where o.user_id = ${ctx.userId}::uuid) as owned,
      ${isStored(itemId, threadId, ctx)} as item`;
}

type Conversation = typeof conversations.$inferSelect;

/** Throws the reason why the lease was not taken; a thread that is not active is no reason to throw. */
function refuse(start: TurnStart, thread: Conversation | undefined, look: Look | undefined): void {
  if (start.kind === 'create') {
    if (look && look.owned >= ROWS.conversationsPerUser) {
      throw new AppError('limit_reached', `You can have at most ${ROWS.conversationsPerUser} conversations`);
    }
  } else {
    const { status, turnId, turnAt } = found(thread);
    if ((status as { type?: string }).type !== 'active') return;
    if (turnId && turnAt && Date.now() - turnAt.getTime() < TURN.leaseSeconds * 1000) {
      throw new ChatKitError(409, 'turn_in_progress', 'An answer is still being written.');
    }
    if (start.kind === 'retry' && !look?.item) throw new NotFoundError('Message not found');
  }
  if (look && look.running >= TURN.runningPerUser) {
    throw new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds: 10 });
  }
  throw new AppError('budget_exhausted', 'The daily limit of the assistant is used up', {
    retryAfterSeconds: secondsToMidnight(),
  });
}

function found(thread: Conversation | undefined): Conversation {
  if (!thread) throw new NotFoundError('Conversation not found');
  return thread;
}

/** The UTC day that budgets go by, `YYYY-MM-DD`. */
export const dayOf = (ctx: ChatContext): string => ctx.now().toISOString().slice(0, 10);

const DAY_MS = 24 * 3600 * 1000;
const secondsToMidnight = (): number => Math.ceil((DAY_MS - (Date.now() % DAY_MS)) / 1000);
