// The parts that the tools' shapes share: what a model may say of a task, and what it is told.
import * as z from 'zod';
import { PRIORITIES, type Task } from '../tasks/schema.ts';
import type * as operations from '../tasks/tasks.ts';
import { showDue } from '../time/show-due.ts';

export const taskId = z
  .union([z.string(), z.int()], { error: 'task_id must be the id or the number of a task' })
  .describe('Its id or number');
export const title = z.string({ error: 'title must be a text' });
export const description = z.string({ error: 'description must be a text' });
export const priority = z.enum(PRIORITIES, { error: `priority must be one of ${PRIORITIES.join(', ')}` });
export const due = z.string({ error: 'due must be a text' });
export const tags = z.array(z.string({ error: 'tags must be texts' }), {
  error: 'tags must be a list of texts',
});

const fields = {
  priority: z.string().optional(),
  due: z.string().optional(),
  tags: z.array(z.string()).optional(),
};

/** A task in a list; what is not set is left out. */
export const ListedTask = z.strictObject({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  is_completed: z.boolean(),
  created_at: z.string(),
  ...fields,
});
export type ListedTask = z.infer<typeof ListedTask>;

/** What every change answers; the fields that were asked for say what they became. */
export const Changed = z.strictObject({
  task_id: z.string(),
  number: z.int(),
  status: z.string(),
  title: z.string(),
  undo: z.string().optional(),
});
export const changedFields = fields;

type Told = { priority?: string; due?: string; tags?: string[] };

/** How a tool writes the fields of a task. */
export function toldFields(task: Task): Required<Told> {
  const { priority: level, due_at, due_has_time, tz, tags: all } = task;
  const shown = due_at === null || tz === null ? 'none' : showDue(due_at, due_has_time, tz);
  return { priority: level, due: shown, tags: all };
}

/** Only what says something: most tasks have none of it. */
export function setFields(task: Task): Told {
  const told = toldFields(task);
  return {
    ...(task.priority !== 'none' && { priority: told.priority }),
    ...(task.due_at !== null && { due: told.due }),
    ...(task.tags.length > 0 && { tags: told.tags }),
  };
}

/** Of the fields that were given, what they have become. */
export function givenFields(task: Task, given: Told): Told {
  const told = toldFields(task);
  return {
    ...(given.priority !== undefined && { priority: told.priority }),
    ...(given.due !== undefined && { due: told.due }),
    ...(given.tags !== undefined && { tags: told.tags }),
  };
}

export const changedTask = ({ task, undo }: operations.Changed, status: string) => ({
  task_id: task.id,
  number: task.number,
  status,
  title: task.title,
  ...(undo !== null && { undo }),
});
