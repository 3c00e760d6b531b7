import { type SQL, sql } from 'drizzle-orm';
import type { TurnStart } from '#chatkit/index.ts';
import { isUuid } from '#core/uuid.ts';
import type { ChatContext } from './context.ts';
import { upsertItem } from './rows.ts';
import { takeAnswer } from './waiting-deletion.ts';

/** Keeps the place of a statement in a batch whose results are read by their places. */
const nothing = sql`select 1 where false`;

/**
 * What the start of a turn writes to its items, and what it removes.
 *
 * @param held Whether the turn has its lease: the batch cannot branch.
 */
export function writesOf(start: TurnStart, ctx: ChatContext, held: SQL): { write: SQL; remove: SQL } {
  switch (start.kind) {
    case 'create':
    case 'message':
      return { write: writeItem(start, ctx, held), remove: nothing };
    case 'retry':
      return { write: clearFailure(start, ctx, held), remove: cutAfter(start, ctx, held) };
    case 'resume':
      return { write: writeItem(start, ctx, held), remove: discard(start, ctx, held) };
    case 'action':
      return { write: takeAnswer(start, ctx, held), remove: nothing };
  }
}

type StartOf<Kind> = Extract<TurnStart, { kind: Kind }>;

const writeItem = ({ item }: StartOf<'create' | 'message' | 'resume'>, ctx: ChatContext, held: SQL): SQL =>
  upsertItem(ctx, item.thread_id, { item, status: 'done' }, held);

const clearFailure = ({ threadId, item }: StartOf<'retry'>, ctx: ChatContext, held: SQL): SQL =>
  sql`update messages set status = 'done' where id = ${item.id}::uuid
    and conversation_id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid and ${held}`;

/** A retry drops everything after the message it answers again. */
const cutAfter = ({ threadId, item }: StartOf<'retry'>, ctx: ChatContext, held: SQL): SQL => sql`
  delete from messages m using messages kept
  where ${held} and m.conversation_id = ${threadId}::uuid and m.user_id = ${ctx.userId}::uuid
    and kept.id = ${item.id}::uuid and kept.conversation_id = m.conversation_id and m.seq > kept.seq`;

function discard(start: StartOf<'resume'>, ctx: ChatContext, held: SQL): SQL {
  const ids = `{${start.discard.filter(isUuid).join(',')}}`;
  return sql`delete from messages where id = any(${ids}::uuid[]) and conversation_id = ${start.threadId}::uuid
    and user_id = ${ctx.userId}::uuid and ${held}`;
}
