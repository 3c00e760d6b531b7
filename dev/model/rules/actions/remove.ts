import { enumerated, named } from '../markdown.ts';
import { askDeleteAll } from '../questions.ts';
import type { TaskFact } from '../read-result.ts';
import { resolve, titled } from '../resolve.ts';
import type { Steps, Turn } from '../turn.ts';
import { CHANGES_MAX, change } from './changes.ts';
import { type Act, OWN_LIST_ONLY } from './outcome.ts';

/** One task goes at once; for more than one the user is asked, by the product where it does that itself. */
export const remove: Act<'delete'> = function* (turn, { which, owner }) {
  if (owner !== null) return `${OWN_LIST_ONLY}, so I deleted nothing.`;
  const resolution = yield* resolve(turn, which, { do: 'delete' });
  if ('say' in resolution) return resolution.say;
  if (resolution.tasks.length === 1 || turn.asksByCard)
    return yield* removeNow(turn, resolution.tasks.slice(0, CHANGES_MAX));
  const tasks = resolution.tasks.slice(0, CHANGES_MAX);
  const shown = yield* titled(turn, tasks);
  return 'say' in shown ? shown.say : askDeleteAll(shown.tasks, resolution.tasks.length - tasks.length);
};

export function* removeNow(turn: Turn, tasks: TaskFact[]): Steps<string> {
  const { changed, failures } = yield* change(turn, 'delete_task', tasks);
  const said = changed.length > 0 ? [`Deleted ${enumerated(changed.map(named))}.`] : [];
  return [...said, ...failures].join('\n\n');
}
