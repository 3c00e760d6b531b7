// The shapes of a task, for every door: the REST routes, the five tools and, as types, the pages.
import * as z from 'zod';

/** A task as every door shows it; times are UTC ISO 8601 with `Z`. */
export type Task = {
  id: string;
  /** Running number within the user's list, shown as #3. */
  number: number;
  title: string;
  description: string | null;
  is_completed: boolean;
  version: number;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  user_id: string;
};

/** Length rules are the operation's (`title_empty`, `title_too_long`, …): one text for every door. */
export const NewTask = z.strictObject({
  title: z.string().describe('Short name of the task, 1 to 255 characters'),
  description: z.string().nullish().describe('Details, up to 10,000 characters'),
  is_completed: z.boolean().optional().describe('true when the task is already done; default false'),
});
export type NewTask = z.infer<typeof NewTask>;

/** Only what is given changes; `description: null` clears it. */
export const TaskChange = z.strictObject({
  title: z.string().optional(),
  description: z.string().nullish(),
  is_completed: z.boolean().optional(),
  version: z.int().positive().optional().describe('The version you saw; refused with `conflict` when stale'),
});
export type TaskChange = z.infer<typeof TaskChange>;

export const TASK_STATUSES = ['all', 'pending', 'completed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
export const TASK_SORTS = ['created', 'title'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** What to list. Rows come newest first (`created`) or by title; `after` is the id of the last row seen. */
export type TaskQuery = {
  status?: TaskStatus;
  sort?: TaskSort;
  /** Words that the title or the description must hold, each and in any case; `%` and `_` mean themselves. */
  q?: string;
  /** 1 to 100; default 50. */
  limit?: number;
  after?: string;
};

export type TaskPage = { tasks: Task[]; total: number; has_more: boolean };
export type TaskCounts = { total: number; completed: number; pending: number };
