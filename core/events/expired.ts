import { lt, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { idempotency } from '../db/tables/limits.ts';
import { taskEvents, tasks } from '../db/tables/tasks.ts';
import { EVENTS, IDEMPOTENCY } from '../limits.ts';

/** Takes away keys that nobody repeats any more, and what happened to tasks that are long gone. */
export async function deleteExpiredChanges(db: Db, now: Date): Promise<void> {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  await db.batch([
    db.delete(idempotency).where(lt(idempotency.createdAt, hoursAgo(IDEMPOTENCY.lifeHours))),
    db
      .delete(taskEvents)
      .where(sql`not exists (select 1 from ${tasks} where ${tasks.id} = ${taskEvents.taskId})
      and not exists (select 1 from ${taskEvents} later where later.task_id = ${taskEvents.taskId}
        and later.created_at >= ${hoursAgo(EVENTS.lifeDays * 24).toISOString()}::timestamptz)`),
  ]);
}
