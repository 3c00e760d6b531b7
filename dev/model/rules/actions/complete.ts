import { explain } from '../explain.ts';
import { enumerated, named } from '../markdown.ts';
import type { TaskFact } from '../read-result.ts';
import { resolve } from '../resolve.ts';
import { CHANGES_MAX, changedTasks, idOf } from './changes.ts';
import { type Act, OWN_LIST_ONLY } from './outcome.ts';

export const complete: Act<'complete'> = function* (turn, { which, done, owner }) {
  if (owner !== null) return `${OWN_LIST_ONLY}, so I changed nothing.`;
  const resolution = yield* resolve(turn, which, { do: 'complete', done });
  if ('say' in resolution) return resolution.say;
  const tasks = resolution.tasks.slice(0, CHANGES_MAX);
  const left = resolution.tasks.length - tasks.length;
  const calls = tasks.map((task) => ({ task_id: idOf(task), completed: done }));
  const results = yield* turn.callAll('complete_task', calls);
  const failures = new Set(results.filter((result) => !result.ok).map(explain));
  const rest = left > 0 ? [`${left} more are left; ask me again for them.`] : [];
  return [...said(changedTasks(tasks, results), done), ...failures, ...rest].join('\n\n');
};

function said(tasks: TaskFact[], done: boolean): string[] {
  if (tasks.length === 0) return [];
  return [
    `${enumerated(tasks.map(named))} ${tasks.length === 1 ? 'is' : 'are'} ${done ? 'done' : 'open again'}.`,
  ];
}
