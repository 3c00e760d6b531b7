// The operations on tasks, for every door. Each is one request to the database; whose task it is and
// whether the user may act stand in the SQL itself.
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { gatedBatch } from '../db/user-gate.ts';
import { notFound, ownTask } from './own-task.ts';
import type { Task } from './schema.ts';
import { toTask } from './task.ts';

export { addTask } from './add-task.ts';
export { changeTask, completeTask, deleteTask } from './change-task.ts';
export type { Changed } from './changed.ts';
export { countTasks } from './count-tasks.ts';
export { listTasks } from './list-tasks.ts';

/** @param ref A task's UUID, or its number as shown: "3" or "#3". */
export async function getTask(ctx: Context, ref: string): Promise<Task> {
  const [rows] = await gatedBatch(ctx, [ctx.db.select().from(tasks).where(ownTask(ctx, ref))]);
  if (!rows[0]) throw notFound();
  return toTask(rows[0]);
}
