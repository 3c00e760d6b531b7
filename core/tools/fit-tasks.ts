// Makes a page of tasks small enough for a model to read.
import { TOOL_RESULT } from '../limits.ts';
import type { Task, TaskPage } from '../tasks/schema.ts';
import { type ListedTask, setFields } from './shapes.ts';

export type ListedTasks = { tasks: ListedTask[]; total: number; next_cursor?: string; truncated?: boolean };

/** Room for the braces, names, total and cursor around the rows. */
const ENVELOPE_BYTES = 200;

/** Cuts long descriptions, then leaves rows for the next page until the JSON fits `TOOL_RESULT.bytesMax`. */
export function fitTasks({ tasks, total, has_more }: TaskPage): ListedTasks {
  const rows = tasks.map(listed);
  const fitting = rows.slice(0, countFitting(rows, TOOL_RESULT.bytesMax - ENVELOPE_BYTES));
  const last = fitting.at(-1);
  const left = has_more || fitting.length < rows.length;
  const truncated =
    fitting.length < rows.length || fitting.some((row, i) => row.description !== tasks[i]?.description);
  return {
    tasks: fitting,
    total,
    ...(left && last && { next_cursor: last.id }),
    ...(truncated && { truncated }),
  };
}

function listed(task: Task): ListedTask {
  const { id, number, title, is_completed, created_at } = task;
  const description = task.description === null ? null : cut(task.description);
  return { id, number, title, description, is_completed, created_at, ...setFields(task) };
}

function cut(text: string): string {
  const points = [...text];
  return points.length <= TOOL_RESULT.descriptionMax
    ? text
    : `${points.slice(0, TOOL_RESULT.descriptionMax - 1).join('')}…`;
}

function countFitting(rows: ListedTask[], bytesMax: number): number {
  const encoder = new TextEncoder();
  let bytes = 0;
  const tooMuch = rows.findIndex((row) => {
    bytes += encoder.encode(JSON.stringify(row)).length + 1;
    return bytes > bytesMax;
  });
  return tooMuch === -1 ? rows.length : tooMuch;
}
