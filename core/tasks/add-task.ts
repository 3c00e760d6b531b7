import { type SQL, sql } from 'drizzle-orm';
import { atOneMoment, type Context } from '../context.ts';
import { users } from '../db/tables/users.ts';
import { isActingUser } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { changesOfTurn, recorded, runChange, turnHasRoom, turnIsSpent } from '../events/record.ts';
import { isFirst } from '../idempotency.ts';
import { ROWS, TURN } from '../limits.ts';
import { nowOf } from '../time/due-sql.ts';
import { type Changed, changedBy } from './changed.ts';
import type { NewTask } from './schema.ts';
import { tooManyTags } from './tags.ts';
import { wantedOf } from './wanted.ts';

/**
 * @throws AppError `title_empty`, `title_too_long`, `description_too_long`, `invalid_characters`, `too_many_tags`,
 *   `tag_too_long`, `invalid_request` for an unknown date, `limit_reached`, and those of an idempotency key.
 */
export async function addTask(given: Context, input: NewTask): Promise<Changed> {
  const ctx = atOneMoment(given);
  const { columns, tagsFit } = wantedOf(ctx, input);
  const now = nowOf(ctx);
  const values: Record<string, SQL> = {
    id: sql`${crypto.randomUUID()}::uuid`,
    user_id: sql`owner.id`,
    number: sql`owner.last_task_number`,
    ...columns,
    ...(input.is_completed && { completed_at: now }),
    created_at: now,
    updated_at: now,
  };
  const owned = sql`(select count(*) from tasks where user_id = ${ctx.userId})`;
  const names = Object.keys(values).map((name) => sql.identifier(name));
  const write = sql`with was as (select * from tasks where false),
    owner as (
      update ${users} set last_task_number = last_task_number + 1
      where ${isActingUser(ctx)} and ${owned} < ${ROWS.tasksPerUser} and ${tagsFit()}
        and ${turnHasRoom(ctx)} and ${isFirst(ctx)}
      returning id, last_task_number
    ),
    becomes as (
      insert into tasks (${sql.join(names, sql`, `)})
      select ${sql.join(Object.values(values), sql`, `)} from owner
      returning *
    )${recorded(ctx)}`;
  const look = sql`select ${changesOfTurn(ctx)}::int as spent, ${owned}::int as owned`;
  const ran = await runChange(ctx, { write, look });
  return changedBy(ran, () => {
    const { spent, owned: amount } = ran.look[0] as { spent: number; owned: number };
    if (spent >= TURN.changes) return turnIsSpent();
    if (amount < ROWS.tasksPerUser) return tooManyTags();
    return new AppError('limit_reached', `You can have at most ${ROWS.tasksPerUser} tasks`);
  });
}
