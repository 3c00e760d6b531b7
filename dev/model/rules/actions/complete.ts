import { enumerated, named } from '../markdown.ts';
import { resolve } from '../resolve.ts';
import { CHANGES_MAX, change } from './changes.ts';
import { type Act, OWN_LIST_ONLY } from './outcome.ts';

export const complete: Act<'complete'> = function* (turn, { which, done, owner }) {
  if (owner !== null) return `${OWN_LIST_ONLY}, so I changed nothing.`;
  const resolution = yield* resolve(turn, which, { do: 'complete', done });
  if ('say' in resolution) return resolution.say;
  const tasks = resolution.tasks.slice(0, CHANGES_MAX);
  const left = resolution.tasks.length - tasks.length;
  const { changed, failures } = yield* change(turn, 'complete_task', tasks, { completed: done });
  const names = enumerated(changed.map(named));
  const said = names === '' ? [] : [done ? `Marked ${names} as done.` : `Reopened ${names}.`];
  const rest = left > 0 ? [`${left} more are left; ask me again for them.`] : [];
  return [...said, ...failures, ...rest].join('\n\n');
};
