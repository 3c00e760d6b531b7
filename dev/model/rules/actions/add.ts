import { explain } from '../explain.ts';
import { enumerated, named } from '../markdown.ts';
import { ASK_TASK_TO_ADD } from '../questions.ts';
import { changedTask } from '../read-result.ts';
import { type Act, OWN_LIST_ONLY } from './outcome.ts';

export const add: Act<'add'> = function* (turn, { tasks, owner }) {
  if (tasks.length === 0) return ASK_TASK_TO_ADD;
  const results = yield* turn.callAll(
    'add_task',
    tasks.map(({ title, description }) => ({ title, ...(description !== null && { description }) })),
  );
  const added = results.flatMap((result) => (result.ok ? [changedTask(result.value)] : []));
  const failures = new Set(results.filter((result) => !result.ok).map(explain));
  const whose = owner === null ? '' : ` to your own list. ${OWN_LIST_ONLY}, so nothing went to ${owner}`;
  const said = added.length === 0 ? [] : [`Added ${enumerated(added.map(named))}${whose}.`];
  return [...said, ...failures].join('\n\n');
};
