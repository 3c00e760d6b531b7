// The ChatKit store on Postgres: one statement or one batch for each method, the owner in every WHERE.
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { InvalidCursorError, NotFoundError, type PageQuery, type Store } from '#chatkit/index.ts';
import type { ThreadMetadata } from '#chatkit/protocol/thread.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import { isUuid } from '#core/uuid.ts';
import { beginTurn } from './begin-turn.ts';
import { commitTurn } from './commit-turn.ts';
import type { ChatContext } from './context.ts';
import { leaseIsFresh } from './fresh-lease.ts';
import { ownConversation } from './lease.ts';
import { toItem, toThread, upsertItem } from './rows.ts';

export const postgresStore: Store<ChatContext> = {
  async loadThread(threadId, ctx) {
    exists(isUuid(threadId));
    const [rows] = await gatedBatch(ctx, [
      ctx.db.select().from(conversations).where(ownConversation(ctx, threadId)),
    ]);
    return toThread(found(rows[0]));
  },

  async saveThread(thread, ctx) {
    exists(isUuid(thread.id));
    const [saved] = await gatedBatch(ctx, [ctx.db.execute(upsertThread(thread, ctx))]);
    exists(saved.rows.length > 0);
  },

  async loadThreads(page, ctx) {
    const { cursor, beyond, order } = paging(
      page,
      ctx,
      sql`conversations where user_id = ${ctx.userId}::uuid`,
    );
    const [known, rows] = await gatedBatch(ctx, [
      cursor,
      ctx.db
        .select()
        .from(conversations)
        .where(and(eq(conversations.userId, ctx.userId), passesGate(ctx), beyond))
        .orderBy(order(conversations.seq))
        .limit(page.limit + 1),
    ]);
    return toPage(page, known.rows.length, rows, toThread);
  },

  async deleteThread(threadId, ctx) {
    exists(isUuid(threadId));
    const [rows] = await gatedBatch(ctx, [
      ctx.db.delete(conversations).where(ownConversation(ctx, threadId)).returning({ id: conversations.id }),
    ]);
    exists(rows.length > 0);
  },

  async loadThreadItems(threadId, page, ctx) {
    if (!isUuid(threadId)) return { data: [], has_more: false };
    const own = sql`messages where conversation_id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid`;
    const { cursor, beyond, order } = paging(page, ctx, own);
    const [known, rows] = await gatedBatch(ctx, [
      cursor,
      ctx.db
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.conversationId, threadId),
            eq(messages.userId, ctx.userId),
            passesGate(ctx),
            beyond,
          ),
        )
        .orderBy(order(messages.seq))
        .limit(page.limit + 1),
    ]);
    return toPage(page, known.rows.length, rows, toItem);
  },

  async loadItem(threadId, itemId, ctx) {
    exists(isUuid(threadId) && isUuid(itemId));
    const [rows] = await gatedBatch(ctx, [
      ctx.db
        .select()
        .from(messages)
        .where(ownMessage(ctx, threadId, itemId)),
    ]);
    return toItem(found(rows[0]));
  },

  async addThreadItem(threadId, item, ctx) {
    exists(isUuid(threadId));
    const [saved] = await gatedBatch(ctx, [
      ctx.db.execute(upsertItem(ctx, threadId, { item, status: 'done' })),
    ]);
    exists(saved.rows.length > 0);
  },

  saveItem: (threadId, item, ctx) => postgresStore.addThreadItem(threadId, item, ctx),

  async deleteThreadItem(threadId, itemId, ctx) {
    if (!isUuid(threadId) || !isUuid(itemId)) return;
    await gatedBatch(ctx, [ctx.db.delete(messages).where(ownMessage(ctx, threadId, itemId))]);
  },

  beginTurn,
  commitTurn,

  async markStopped(threadId, turnId, ctx) {
    exists(isUuid(threadId));
    const isRunning = isUuid(turnId) ? sql`turn_id = ${turnId}::uuid` : sql`false`;
    const [rows] = await gatedBatch(ctx, [
      ctx.db
        .update(conversations)
        .set({ stopTurnId: sql`case when ${isRunning} then turn_id else stop_turn_id end` })
        .where(ownConversation(ctx, threadId))
        .returning({ id: conversations.id }),
    ]);
    exists(rows.length > 0);
  },

  async isStopRequested(threadId, turnId, ctx) {
    const [rows] = await gatedBatch(ctx, [
      ctx.db
        .select({ id: conversations.id })
        .from(conversations)
        .where(and(ownConversation(ctx, threadId), eq(conversations.stopTurnId, turnId))),
    ]);
    return rows.length > 0;
  },

  async runningTurn(threadId, ctx) {
    if (!isUuid(threadId)) return undefined;
    const [rows] = await gatedBatch(ctx, [
      ctx.db
        .select({ turnId: conversations.turnId })
        .from(conversations)
        .where(and(ownConversation(ctx, threadId), leaseIsFresh(sql`conversations`))),
    ]);
    return rows[0]?.turnId ?? undefined;
  },
};

const ownMessage = (ctx: ChatContext, threadId: string, itemId: string): SQL | undefined =>
  and(
    eq(messages.id, itemId),
    eq(messages.conversationId, threadId),
    eq(messages.userId, ctx.userId),
    passesGate(ctx),
  );

function upsertThread(thread: ThreadMetadata, ctx: ChatContext): SQL {
  const domains = thread.allowed_image_domains ? JSON.stringify(thread.allowed_image_domains) : null;
  return sql`
    insert into conversations (id, user_id, title, status, allowed_image_domains, metadata, created_at)
    select ${thread.id}::uuid, ${ctx.userId}::uuid, ${thread.title ?? null}, ${JSON.stringify(thread.status)}::jsonb,
      ${domains}::jsonb, ${JSON.stringify(thread.metadata)}::jsonb, ${thread.created_at}::timestamptz
    where ${passesGate(ctx)}
    on conflict (id) do update
    set title = excluded.title, status = excluded.status, allowed_image_domains = excluded.allowed_image_domains,
      metadata = excluded.metadata, updated_at = now()
    where conversations.user_id = excluded.user_id
    returning id`;
}

/** A keyset page: the statement that tells whether the cursor is a row of the list, and the rows beyond it. */
function paging({ after, order }: PageQuery, ctx: ChatContext, list: SQL) {
  const seq = sql`select seq from ${list} and id = ${after && isUuid(after) ? after : null}::uuid`;
  const past = order === 'asc' ? sql`seq > (${seq})` : sql`seq < (${seq})`;
  return {
    cursor: ctx.db.execute(sql`${seq} and ${passesGate(ctx)}`),
    beyond: after === undefined ? undefined : past,
    order: order === 'asc' ? asc : desc,
  };
}

function toPage<Row extends { id: string }, Shape>(
  { after, limit }: PageQuery,
  known: number,
  rows: Row[],
  shape: (row: Row) => Shape,
) {
  if (after !== undefined && known === 0) throw new InvalidCursorError();
  const shown = rows.slice(0, limit);
  const has_more = rows.length > limit;
  const last = shown.at(-1);
  return { data: shown.map(shape), has_more, ...(has_more && last && { after: last.id }) };
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new NotFoundError('Conversation not found');
  return row;
}

function exists(condition: boolean): void {
  if (!condition) throw new NotFoundError('Conversation not found');
}
