import { and, eq, inArray, or } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import { isUuid } from '../uuid.ts';
import { NUMBER } from './own-task.ts';

export type NamedTask = { id: string; number: number; title: string };

/** Those of the tasks that there are, by UUID or number, in the order of their numbers. */
export async function nameTasks(ctx: Context, refs: string[]): Promise<NamedTask[]> {
  const numbers = refs.flatMap((ref) => NUMBER.exec(ref)?.[1] ?? []).map(Number);
  const meant = or(inArray(tasks.id, refs.filter(isUuid)), inArray(tasks.number, numbers));
  const [rows] = await gatedBatch(ctx, [
    ctx.db
      .select({ id: tasks.id, number: tasks.number, title: tasks.title })
      .from(tasks)
      .where(and(meant, eq(tasks.userId, ctx.userId), passesGate(ctx)))
      .orderBy(tasks.number),
  ]);
  return rows;
}
