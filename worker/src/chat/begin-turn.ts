// All that precedes an answer, in one batch: ownership, limits, the lease of the conversation, the write and
// the history. A batch cannot branch, so every later statement asks whether the first one took the lease;
// the last statement tells why it could not.
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { ChatKitError, NotFoundError, type TurnStart, type TurnStarted } from '#chatkit/index.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import { AppError } from '#core/errors.ts';
import { ROWS, TURN } from '#core/limits.ts';
import { isUuid } from '#core/uuid.ts';
import type { ChatContext } from './context.ts';
import {
  countTurn,
  holdsLease,
  isPending,
  isStored,
  ownConversation,
  runningTurns,
  takeLease,
  threadIdOf,
} from './lease.ts';
import { keepTurn, keptTurn, refuseRepeated } from './once.ts';
import { toItem, toThread } from './rows.ts';
import { refuseUnstorableIn } from './storable.ts';
import { writesOf } from './turn-writes.ts';
import { questionState, readAnswer, refuseQuestion } from './waiting-deletion.ts';

export async function beginTurn(start: TurnStart, ctx: ChatContext): Promise<TurnStarted> {
  const threadId = threadIdOf(start);
  refuseUnknownIds(start);
  if (start.kind !== 'action') refuseUnstorableIn(start.item);
  const held = holdsLease(start, ctx);
  const { write, remove } = writesOf(start, ctx, held);
  const { db } = ctx;
  const [, , written, , threads, history, look, , kept] = await gatedBatch(
    ctx,
    [
      db.execute(takeLease(start, ctx)),
      db.execute(countTurn(start, ctx, held)),
      db.execute(write),
      db.execute(remove),
      db.select().from(conversations).where(ownConversation(ctx, threadId)),
      db
        .select({ item: messages.item })
        .from(messages)
        .where(and(eq(messages.conversationId, threadId), eq(messages.userId, ctx.userId), passesGate(ctx)))
        .orderBy(desc(messages.seq))
        .limit(start.historyLimit),
      db.execute<Look>(lookAround(start, ctx)),
      db.execute(keepTurn(start, ctx, held)),
      db.execute(keptTurn(start, ctx)),
    ],
    // Two turns of one user begin one after the other, so that counts and budgets are exact.
    { lockUser: true },
  );
  const thread = threads[0];
  if (thread?.turnId !== start.turnId) {
    refuseRepeated(kept.rows, ctx);
    refuse(start, thread, look.rows[0]);
    // What is left is a thread that is locked or closed: the server says so with its reason.
    return { thread: toThread(found(thread)), history: [] };
  }
  if (start.kind === 'action' && start.sender !== null) ctx.answer = readAnswer(start, written.rows);
  return { thread: toThread(thread), history: history.reverse().map(toItem) };
}

/** An id that cannot be one of ours is one of a row that is not there. */
function refuseUnknownIds(start: TurnStart): void {
  if (!isUuid(threadIdOf(start))) throw new NotFoundError('Conversation not found');
  if (start.kind !== 'action' && !isUuid(start.item.id)) throw new NotFoundError('Message not found');
}

type Look = { running: number; owned: number; item: boolean; pending: boolean; question: string };

function lookAround(start: TurnStart, ctx: ChatContext): SQL {
  const threadId = threadIdOf(start);
  const item = start.kind === 'action' ? null : start.item.id;
  return sql`
    select ${runningTurns(threadId, ctx)}::int as running,
      (select count(*)::int from conversations o where o.user_id = ${ctx.userId}::uuid) as owned,
      ${isStored(item, threadId, ctx)} as item, ${isPending(item, threadId, ctx)} as pending,
      ${start.kind === 'action' ? questionState(start, ctx) : sql`'none'`} as question`;
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
    refuseItem(start, look);
  }
  if (look && look.running >= TURN.runningPerUser) {
    throw new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds: 10 });
  }
  throw new AppError('budget_exhausted', 'The daily limit of the assistant is used up', {
    retryAfterSeconds: secondsToMidnight(),
  });
}

/** Throws when what the turn would go on from is not there, or waits for no answer any more. */
function refuseItem(start: TurnStart, look: Look | undefined): void {
  const { kind } = start;
  if (kind === 'action' && start.sender !== null) refuseQuestion(look?.question);
  if ((kind === 'retry' || kind === 'resume') && !look?.item) throw new NotFoundError('Message not found');
  if (kind === 'resume' && !look?.pending) {
    throw new ChatKitError(409, 'conflict', 'This has been answered already.');
  }
}

function found(thread: Conversation | undefined): Conversation {
  if (!thread) throw new NotFoundError('Conversation not found');
  return thread;
}

const DAY_MS = 24 * 3600 * 1000;
const secondsToMidnight = (): number => Math.ceil((DAY_MS - (Date.now() % DAY_MS)) / 1000);
