import { and, type SQL, sql } from 'drizzle-orm';
import { atOneMoment, type Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { AppError } from '../errors.ts';
import { changesOfTurn, recorded, runChange, turnHasRoom, turnIsSpent } from '../events/record.ts';
import { isFirst } from '../idempotency.ts';
import { TURN } from '../limits.ts';
import { nowOf } from '../time/due-sql.ts';
import { type Changed, changedBy } from './changed.ts';
import { notFound, ownTask } from './own-task.ts';
import type { TaskChange } from './schema.ts';
import { tooManyTags } from './tags.ts';
import type { Stored } from './task.ts';
import { completedAt, type Wanted, type Wish, wantedOf } from './wanted.ts';

/**
 * Changes what is given, and nothing when it already is so: the version rises only by a real change.
 * @throws AppError `conflict` when `change.version` is stale, `not_found`, and the codes of `addTask`.
 */
export const changeTask = (ctx: Context, ref: string, { version, ...wish }: TaskChange): Promise<Changed> =>
  writeTask(ctx, ref, wish, version);

/** Marks a task done or open; without `completed` it is flipped, in the statement itself. */
export const completeTask = (ctx: Context, ref: string, completed?: boolean): Promise<Changed> =>
  writeTask(ctx, ref, completed === undefined ? { flip: true } : { is_completed: completed });

/** Gives back the task as it was. */
export async function deleteTask(ctx: Context, ref: string): Promise<Changed> {
  const own = ownTask(ctx, ref);
  const write = sql`with was as (select * from tasks where ${own} and ${mayChange(ctx)}),
    gone as (delete from tasks where id in (select id from was) and user_id = ${ctx.userId}),
    becomes as (select * from tasks where false)${recorded(ctx)}`;
  const look = sql`select 1 from tasks where ${own}`;
  const ran = await runChange(ctx, { write, look });
  return changedBy(ran, () => (ran.look[0] ? turnIsSpent() : notFound()));
}

const mayChange = (ctx: Context): SQL => sql`${turnHasRoom(ctx)} and ${isFirst(ctx)}`;

/** Change and then look, in one transaction: the look tells "unchanged" from "stale", "absent" and "too much". */
async function writeTask(given: Context, ref: string, wish: Wish, version?: number): Promise<Changed> {
  const ctx = atOneMoment(given);
  const wanted = wantedOf(ctx, wish);
  const own = ownTask(ctx, ref);
  const differs = wanted.differs ?? sql`false`;
  const isCurrent = version === undefined ? sql`true` : sql`${tasks.version} = ${version}`;
  const ran = await runChange(ctx, {
    write: updateOf(
      ctx,
      and(own, isCurrent, differs, wanted.tagsFit(sql`${tasks.id}`), mayChange(ctx)),
      wanted,
    ),
    look: sql`select to_jsonb(tasks) as task, ${isCurrent} as current, ${differs} as differs,
      ${changesOfTurn(ctx)}::int as spent from tasks where ${own}`,
    unchanged: sql`select * from tasks where ${own} and ${isCurrent} and not ${differs}`,
  });
  const [found] = ran.look as Look[];
  const same = found?.current && !found.differs ? [found.task] : ran.unchanged;
  return changedBy(ran, () => whyNot(found), same);
}

type Look = { task: Stored; current: boolean; differs: boolean; spent: number };

function whyNot(found: Look | undefined): AppError {
  if (!found) return notFound();
  if (!found.current) return new AppError('conflict', 'Task was changed in the meantime');
  return found.spent >= TURN.changes ? turnIsSpent() : tooManyTags();
}

function updateOf(ctx: Context, where: SQL | undefined, { columns }: Wanted): SQL {
  const set: Record<string, SQL> = {
    ...columns,
    ...(columns.is_completed && { completed_at: completedAt(ctx, columns.is_completed) }),
    version: sql`tasks.version + 1`,
    updated_at: nowOf(ctx),
  };
  const pairs = Object.entries(set).map(([name, value]) => sql`${sql.identifier(name)} = ${value}`);
  return sql`with was as (select * from tasks where ${where}),
    becomes as (
      update tasks set ${sql.join(pairs, sql`, `)}
      where id in (select id from was) and user_id = ${ctx.userId}
      returning *
    )${recorded(ctx)}`;
}
