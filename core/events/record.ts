// Every change writes its event in its own statement: who, where, and the task before and after.
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { taskEvents } from '../db/tables/tasks.ts';
import { gatedBatch } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { checkKept, forgetDead, type Kept, keepEvents, keepUnchanged, kept } from '../idempotency.ts';
import { TURN } from '../limits.ts';
import type { Stored } from '../tasks/task.ts';

/** One event as its change gives it back. */
export type Recorded = { event: string; before: Stored | null; after: Stored | null };

/** For the WHERE of a change: the turn, if this is one, may still make it. */
export const turnHasRoom = (ctx: Context): SQL =>
  ctx.turnId === undefined ? sql`true` : sql`${changesOfTurn(ctx)} < ${TURN.changes}`;

/** How many changes, or how many undoings, the turn has made. */
export const changesOfTurn = (ctx: Context, undoings = false): SQL =>
  sql`(select count(*) from ${taskEvents} where ${taskEvents.userId} = ${ctx.userId}
    and ${taskEvents.turnId} = ${ctx.turnId ?? null}::uuid and (${taskEvents.undoOf} is not null) = ${undoings})`;

export const turnIsSpent = (): AppError =>
  new AppError('limit_reached', `A turn can make at most ${TURN.changes} changes; nothing was changed`);

const ACTOR_MAX = 100;

/** The columns of an event that say who made the change, and where. */
export const MADE_BY = sql.raw('actor, conversation_id, turn_id, tool_call_id, created_at');
export const madeBy = (ctx: Context): SQL =>
  sql`${(ctx.actor ?? 'web').slice(0, ACTOR_MAX)}::text, ${ctx.conversationId ?? null}::uuid, ${ctx.turnId ?? null}::uuid, ${ctx.toolCallId ?? null}::text, ${ctx.now().toISOString()}::timestamptz(3)`;

/**
 * The end of a statement whose CTEs `was` and `becomes` hold at most one row of tasks each: absent means that the
 * task did not exist before, or does not exist after.
 */
export const recorded = (ctx: Context): SQL => sql`, event as (
    insert into ${taskEvents} (id, user_id, task_id, type, before, after, ${MADE_BY})
    select ${crypto.randomUUID()}::uuid, ${ctx.userId}::uuid, coalesce(becomes.id, was.id),
      case when was.id is null then 'created' when becomes.id is null then 'deleted'
        when becomes.is_completed and not was.is_completed then 'completed' else 'updated' end,
      case when was.id is not null then to_jsonb(was) end,
      case when becomes.id is not null then to_jsonb(becomes) end,
      ${madeBy(ctx)}
    from was full join becomes on becomes.id = was.id
    returning id, seq, before, after
  )${keepEvents(ctx)}
  select id as event, before, after from event order by seq`;

type Plan = {
  /** Changes and records. */
  write: SQL;
  /** Looks at what is there, to say why nothing was changed. */
  look: SQL;
  /** `look` comes before the change when it needs what the change takes away. */
  lookFirst?: boolean;
  /** Whole rows of tasks that already are as they were wanted. */
  unchanged?: SQL;
};

export type Ran = {
  recorded: Recorded[];
  /** What the first request with this key found unchanged. */
  unchanged: Stored[];
  /** The answer is that of an earlier request with the same key. */
  replayed: boolean;
  look: Record<string, unknown>[];
};

/** One request: lock the user's row, see whether the key was used, change, look. @throws AppError of gate and key. */
export async function runChange(ctx: Context, plan: Plan): Promise<Ran> {
  const { db, once } = ctx;
  const [write, look] = [db.execute(plan.write), db.execute(plan.look)];
  const body = plan.lookFirst ? ([look, write] as const) : ([write, look] as const);
  const lock = { lockUser: true };
  const answers = once
    ? await gatedBatch(
        ctx,
        [
          db.execute(forgetDead(ctx, once)),
          db.execute(kept(ctx, once)),
          ...body,
          ...(plan.unchanged ? [db.execute(keepUnchanged(ctx, once, plan.unchanged))] : []),
        ],
        lock,
      )
    : await gatedBatch(ctx, body, lock);
  const rows = answers.map((answer) => answer.rows);
  const [before] = once ? (rows[1] as Kept[]) : [];
  if (once && before) {
    checkKept(before, once);
    return { recorded: before.events, unchanged: before.response?.tasks ?? [], replayed: true, look: [] };
  }
  const [first = [], second = []] = once ? rows.slice(2) : rows;
  const [wrote, looked] = plan.lookFirst ? [second, first] : [first, second];
  return { recorded: wrote as Recorded[], unchanged: [], replayed: false, look: looked };
}
