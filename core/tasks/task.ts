import type { tasks } from '../db/tables/tasks.ts';
import type { Task } from './schema.ts';

/** A row as every door shows it. */
export const toTask = (row: typeof tasks.$inferSelect): Task => ({
  id: row.id,
  number: row.number,
  title: row.title,
  description: row.description,
  is_completed: row.isCompleted,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  completed_at: row.completedAt?.toISOString() ?? null,
  user_id: row.userId,
});
