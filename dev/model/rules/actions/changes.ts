// What all changes share: how a tool is told which task, how many one answer may make, what failure sounds like.
import { explain } from '../explain.ts';
import { enumerated, named } from '../markdown.ts';
import { changedTask, type TaskFact, type ToolResult } from '../read-result.ts';
import type { Steps, Turn } from '../turn.ts';
import { whatThereIs } from '../what-there-is.ts';

/** The product stops a turn that makes more. */
export const CHANGES_MAX = 25;

const NO_RESULT: ToolResult = { ok: false, error: '', code: 'unreadable' };

type Changed = { changed: TaskFact[]; failures: string[] };

/** Calls `tool` once for each task. `changed` has what results and references know together. */
export function* change(
  turn: Turn,
  tool: 'complete_task' | 'update_task' | 'delete_task',
  tasks: TaskFact[],
  args: Record<string, unknown> = {},
): Steps<Changed> {
  const before = tasks.map((task) => ({ ...task }));
  const calls = before.map((task) => ({ task_id: task.id ?? String(task.number), ...args }));
  const results = yield* turn.callAll(tool, calls);
  const changed: TaskFact[] = [];
  const missing: TaskFact[] = [];
  const failures = new Set<string>();
  for (const [index, task] of before.entries()) {
    const result = results[index] ?? NO_RESULT;
    if (result.ok) changed.push({ ...task, ...changedTask(result.value) });
    else if (result.code === 'not_found') missing.push(task);
    else failures.add(explain(result));
  }
  if (missing.length > 0) failures.add(yield* notFound(turn, missing));
  return { changed, failures: [...failures] };
}

function* notFound(turn: Turn, missing: TaskFact[]): Steps<string> {
  const listing = yield* turn.list('all');
  const there = listing.ok ? ` ${whatThereIs(listing)}` : '';
  return `I could not find ${enumerated(missing.map(named))}; it may have been deleted already.${there}`;
}
