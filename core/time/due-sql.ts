// Where a rule meets the user's zone. At any moment the world has at most three dates, so the rule is
// resolved for each of them and the database, which knows the zone, picks: no request only to ask for it.
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { users } from '../db/tables/users.ts';
import { addDays, dayOf } from './calendar.ts';
import type { DayRule } from './day-words.ts';
import type { DueRule } from './due-words.ts';
import type { DueRange } from './range-words.ts';

export const zoneOf = (ctx: Context): SQL =>
  sql`(select ${users.timezone} from ${users} where ${users.id} = ${ctx.userId})`;

export const nowOf = (ctx: Context): SQL => sql`${ctx.now().toISOString()}::timestamptz(3)`;

/** The `timestamptz` that a rule means for this user now. */
export function dueAt(ctx: Context, rule: DueRule): SQL {
  if (rule.kind === 'instant') return sql`${rule.at(ctx.now()).toISOString()}::timestamptz(3)`;
  const time = sql`${rule.time ?? '00:00'}::time`;
  const localTime = sql`(${nowOf(ctx)} at time zone ${zoneOf(ctx)})::time`;
  const roll = rule.rolls ? sql` + case when ${localTime} >= ${time} then 1 else 0 end` : sql``;
  return sql`((${localDay(ctx, rule.day)}${roll} + ${time}) at time zone ${zoneOf(ctx)})`;
}

/** The condition that a task's due date lies in the range. Late tasks that are done are not overdue. */
export function isDueIn(ctx: Context, range: DueRange): SQL {
  switch (range.kind) {
    case 'any':
      return sql`${tasks.dueAt} is not null`;
    case 'none':
      return sql`${tasks.dueAt} is null`;
    case 'overdue': {
      const isLate = sql`case when ${tasks.dueHasTime} then ${tasks.dueAt} < ${nowOf(ctx)} else ${dueDay(ctx)} < ${today(ctx)} end`;
      return sql`(not ${tasks.isCompleted} and ${isLate})`;
    }
    case 'days': {
      const from = range.from && sql`${dueDay(ctx)} >= ${localDay(ctx, range.from)}`;
      const to = range.to && sql`${dueDay(ctx)} <= ${localDay(ctx, range.to)}`;
      return sql.join(
        [from, to].filter((end) => end !== undefined),
        sql` and `,
      );
    }
  }
}

/** A day without a time stays the day it was set for, also when the user has moved since. */
const dueDay = (ctx: Context): SQL =>
  sql`(${tasks.dueAt} at time zone case when ${tasks.dueHasTime} then ${zoneOf(ctx)} else ${tasks.tz} end)::date`;

const today = (ctx: Context): SQL => sql`(${nowOf(ctx)} at time zone ${zoneOf(ctx)})::date`;

function localDay(ctx: Context, rule: DayRule): SQL {
  const utc = dayOf(ctx.now());
  const [west, same, east] = [addDays(utc, -1), utc, addDays(utc, 1)];
  return sql`(case ${today(ctx)} when ${west}::date then ${rule(west)} when ${same}::date then ${rule(same)} else ${rule(east)} end)::date`;
}
