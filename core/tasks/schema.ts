// The shapes of a task, for every door: the REST routes, the five tools and, as types, the pages.
import * as z from 'zod';

export const PRIORITIES = ['high', 'medium', 'low', 'none'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A task as every door shows it; times are UTC ISO 8601 with `Z`. */
export type Task = {
  id: string;
  /** Running number within the user's list, shown as #3. */
  number: number;
  title: string;
  description: string | null;
  is_completed: boolean;
  priority: Priority;
  /** For a day without a time (`due_has_time` is false): the beginning of that day in the zone `tz`. */
  due_at: string | null;
  due_has_time: boolean;
  /** The IANA zone in which the due date was meant. */
  tz: string | null;
  tags: string[];
  version: number;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  user_id: string;
};

/** What a change answers. */
export type ChangedTask = Task & {
  /** Id of the event, for undo; null when nothing had to change. */
  undo: string | null;
};

const priority = z.enum(PRIORITIES);
const due = z
  .string()
  .nullish()
  .describe("When it is due, in the user's words and zone, or ISO 8601; empty or null: no due date");
const tags = z.array(z.string()).describe('All its tags');

/** Length rules are the operation's (`title_empty`, `title_too_long`, …): one text for every door. */
export const NewTask = z.strictObject({
  title: z.string().describe('Short name of the task, 1 to 255 characters'),
  description: z.string().nullish().describe('Details, up to 10,000 characters'),
  is_completed: z.boolean().optional().describe('true when the task is already done; default false'),
  priority: priority.optional(),
  due,
  tags: tags.optional(),
});
export type NewTask = z.infer<typeof NewTask>;

/** Only what is given changes; `description: null` clears it. */
export const TaskChange = z.strictObject({
  title: z.string().optional(),
  description: z.string().nullish(),
  is_completed: z.boolean().optional(),
  priority: priority.optional(),
  due,
  tags: tags.optional(),
  version: z.int().positive().optional().describe('The version you saw; refused with `conflict` when stale'),
});
export type TaskChange = z.infer<typeof TaskChange>;

export const TASK_STATUSES = ['all', 'pending', 'completed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
export const TASK_SORTS = ['created', 'title', 'due', 'priority'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];
export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** What to list; `after` is the id of the last row seen. */
export type TaskQuery = {
  status?: TaskStatus;
  sort?: TaskSort;
  /** Default: newest, highest priority, earliest due date or first letter first. Tasks without a date come last. */
  order?: Order;
  priority?: Priority;
  tag?: string;
  /** Words for a range of due dates: "overdue", "this week", "friday to 24 dec", "none". */
  due?: string;
  /** Words that the title or the description must hold, each and in any case; `%` and `_` mean themselves. */
  q?: string;
  /** 1 to 100; default 50. */
  limit?: number;
  after?: string;
};

export type TaskPage = { tasks: Task[]; total: number; has_more: boolean };
export type TaskCounts = { total: number; completed: number; pending: number };
