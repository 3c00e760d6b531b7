import { and, count, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import type { TaskCounts } from './schema.ts';

export async function countTasks(ctx: Context): Promise<TaskCounts> {
  const [rows] = await gatedBatch(ctx, [countedTasks(ctx)]);
  return toCounts(rows);
}

/** The statement alone, for a batch that reads more than the counts. */
export const countedTasks = (ctx: Context) =>
  ctx.db
    .select({ total: count(), completed: sql`count(*) filter (where ${tasks.isCompleted})`.mapWith(Number) })
    .from(tasks)
    .where(and(eq(tasks.userId, ctx.userId), passesGate(ctx)));

export function toCounts([row]: { total: number; completed: number }[]): TaskCounts {
  const { total = 0, completed = 0 } = row ?? {};
  return { total, completed, pending: total - completed };
}
