// What all changes share: how a tool is told which task, and how many one answer may make.
import type { TaskFact, ToolResult } from '../read-result.ts';
import { changedTask } from '../read-result.ts';

/** The product stops a turn that makes more. */
export const CHANGES_MAX = 25;

export function idOf(task: TaskFact): string {
  return task.id ?? String(task.number);
}

/** The tasks whose change succeeded: the result knows the title, the reference may know the number. */
export function changedTasks(tasks: TaskFact[], results: ToolResult[]): TaskFact[] {
  return tasks.flatMap((task, index) => {
    const result = results[index];
    return result?.ok ? [{ ...task, ...changedTask(result.value) }] : [];
  });
}
