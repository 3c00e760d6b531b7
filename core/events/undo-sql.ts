// The SQL of undo: one statement that takes back all the chosen events, or none.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { taskEvents, tasks } from '../db/tables/tasks.ts';
import { passesGate } from '../db/user-gate.ts';
import { isFirst, keepEvents } from '../idempotency.ts';
import { ROWS } from '../limits.ts';
import { MADE_BY, madeBy } from './record.ts';

/** Which events `e` are meant: one, or all of a turn. */
export type Meant = { kind: 'event' | 'turn'; which: SQL };

export const isMeant = (ctx: Context, { which }: Meant): SQL =>
  sql`e.user_id = ${ctx.userId} and ${passesGate(ctx)} and ${which}`;

/** Within a turn a change and its undoing cancel each other already. */
const isNoPair = sql`not exists (
  select 1 from ${taskEvents} pair where pair.id = e.undo_of and pair.user_id = e.user_id and pair.turn_id = e.turn_id)`;

/**
 * CTEs that judge the meant events. `chosen`: those still in force, newest first within each task. `judged`: whether
 * each left what the next newer one found, and the newest what is there now; only the version may differ. `targets`:
 * what each task is to become. `verdict`: one row for all.
 */
export const findChanges = (ctx: Context, meant: Meant): SQL => sql`with chosen as (
    select e.*, row_number() over newest_first as step, lag(e.before) over newest_first as found_later
    from ${taskEvents} e
    where ${isMeant(ctx, meant)} and e.undone_by is null and ${meant.kind === 'turn' ? isNoPair : sql`true`}
    window newest_first as (partition by e.task_id order by e.seq desc)
  ),
  facing as (
    select chosen.*, case when t.id is not null then to_jsonb(t) end as present
    from chosen left join ${tasks} t on t.id = chosen.task_id and t.user_id = chosen.user_id
  ),
  judged as (
    select facing.*, ((case when step = 1 then present else found_later end) - 'version')
      is not distinct from (after - 'version') as fits
    from facing
  ),
  targets as (
    select distinct on (oldest.task_id) oldest.task_id, oldest.step as steps, oldest.present,
      oldest.before || jsonb_build_object('version', case
        when oldest.present is not null then (oldest.present ->> 'version')::int + 1
        when oldest.step = 1 then (oldest.before ->> 'version')::int
        else (newest.before ->> 'version')::int + 1 end) as target
    from judged oldest join judged newest on newest.task_id = oldest.task_id and newest.step = 1
    order by oldest.task_id, oldest.step desc
  ),
  verdict as (
    select coalesce(bool_and(fits), false) as fit, (
        (select count(*) from ${tasks} mine where mine.user_id = ${ctx.userId})
        + (select count(*) from targets where target is not null and present is null) <= ${ROWS.tasksPerUser}
        or not exists (select 1 from targets where target is not null and present is null)
      ) as room
    from judged
  )`;

const COLUMNS = Object.values(getTableColumns(tasks)).map(({ name }) => name);
const list = (prefix: string): SQL =>
  sql.join(
    COLUMNS.map((name) => sql.raw(`${prefix}"${name}"`)),
    sql`, `,
  );

/** Restores the rows as they were; the version alone goes on, so that it never names two states of a task. */
export const undoChanges = (ctx: Context, meant: Meant, mayUndo: SQL): SQL => sql`${findChanges(ctx, meant)},
  ok as (select true from verdict where fit and room and ${mayUndo} and ${isFirst(ctx)}),
  removed as (
    delete from tasks using targets, ok
    where tasks.id = targets.task_id and tasks.user_id = ${ctx.userId} and target is null
  ),
  restored as (
    insert into tasks (${list('')})
    select ${list('r.')} from ok, targets, jsonb_populate_record(null::tasks, target) r
    where target is not null and present is null
  ),
  changed as (
    update tasks set (${list('')}) = row(${list('r.')})
    from ok, targets, jsonb_populate_record(null::tasks, target) r
    where tasks.id = targets.task_id and tasks.user_id = ${ctx.userId}
      and target is not null and present is not null
  ),
  event as (
    insert into ${taskEvents} (id, user_id, task_id, type, before, after, undo_of, ${MADE_BY})
    select gen_random_uuid(), judged.user_id, judged.task_id,
      case when judged.after is null then 'created' when judged.before is null then 'deleted' else 'updated' end,
      case when step = 1 then judged.present else judged.after end,
      case when step = steps then target else judged.before end,
      judged.id, ${madeBy(ctx)}
    from ok, judged join targets on targets.task_id = judged.task_id
    order by judged.seq desc
    returning id, seq, before, after, undo_of
  ),
  undone as (
    update ${taskEvents} e set undone_by = event.id
    from event where e.id = event.undo_of and e.user_id = ${ctx.userId}
  ),
  in_force_again as (
    update ${taskEvents} e set undone_by = null
    from ok, judged where e.id = judged.undo_of and e.user_id = ${ctx.userId}
  )${keepEvents(ctx)}
  select id as event, before, after from event order by seq`;
