import type { tasks } from '../db/tables/tasks.ts';
import type { Task } from './schema.ts';

/** A row as every door shows it. */
export const toTask = (row: typeof tasks.$inferSelect): Task => ({
  id: row.id,
  number: row.number,
  title: row.title,
  description: row.description,
  is_completed: row.isCompleted,
  priority: row.priority,
  due_at: row.dueAt?.toISOString() ?? null,
  due_has_time: row.dueHasTime,
  tz: row.tz,
  tags: row.tags,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  completed_at: row.completedAt?.toISOString() ?? null,
  user_id: row.userId,
});

/** A row as Postgres' `to_jsonb` writes it, in events and in answers that are kept. */
export type Stored = Task;

/** The same task as `toTask` gives; only the times are written differently in JSON. */
export const storedTask = (stored: Stored): Task => ({
  id: stored.id,
  number: stored.number,
  title: stored.title,
  description: stored.description,
  is_completed: stored.is_completed,
  priority: stored.priority,
  due_at: instant(stored.due_at),
  due_has_time: stored.due_has_time,
  tz: stored.tz,
  tags: stored.tags,
  version: stored.version,
  created_at: new Date(stored.created_at).toISOString(),
  updated_at: new Date(stored.updated_at).toISOString(),
  completed_at: instant(stored.completed_at),
  user_id: stored.user_id,
});

const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());
