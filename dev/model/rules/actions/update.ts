import type { Reference } from '../intent.ts';
import { bold, named } from '../markdown.ts';
import { askNewDescription, askNewTitle, askWhich, type Deed } from '../questions.ts';
import type { TaskFact } from '../read-result.ts';
import { resolve, titled } from '../resolve.ts';
import type { Steps, Turn } from '../turn.ts';
import { change } from './changes.ts';
import type { Act } from './outcome.ts';

export const rename: Act<'rename'> = function* (turn, { which, title }) {
  const found = yield* oneTask(turn, which, { do: 'rename', title });
  if ('say' in found) return found.say;
  if (title === null) return askNewTitle(found.task);
  const before = found.task.title;
  const { changed, failures } = yield* change(turn, 'update_task', [found.task], { title });
  const [renamed] = changed;
  if (!renamed) return failures.join('\n\n');
  return before === undefined
    ? `It is now called ${named(renamed)}.`
    : `Renamed ${bold(before)} to ${named(renamed)}.`;
};

export const describe: Act<'describe'> = function* (turn, { which, text }) {
  const found = yield* oneTask(turn, which, { do: 'describe', text });
  if ('say' in found) return found.say;
  if (text === null) return askNewDescription(found.task);
  const { changed, failures } = yield* change(turn, 'update_task', [found.task], { description: text });
  const [described] = changed;
  if (!described) return failures.join('\n\n');
  return text === ''
    ? `${named(described)} has no description any more.`
    : `Updated the description of ${named(described)}.`;
};

/** Titles and descriptions belong to one task at a time. */
function* oneTask(turn: Turn, which: Reference, deed: Deed): Steps<{ task: TaskFact } | { say: string }> {
  const resolution = yield* resolve(turn, which, deed);
  if ('say' in resolution) return resolution;
  const [task] = resolution.tasks;
  if (task && resolution.tasks.length === 1 && !wantsText(deed)) return { task };
  const shown = yield* titled(turn, resolution.tasks);
  if ('say' in shown) return shown;
  const [only] = shown.tasks;
  return only && shown.tasks.length === 1 ? { task: only } : { say: askWhich(deed, shown.tasks) };
}

function wantsText(deed: Deed): boolean {
  return (deed.do === 'rename' && deed.title === null) || (deed.do === 'describe' && deed.text === null);
}
