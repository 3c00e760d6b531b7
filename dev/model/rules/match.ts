// Which tasks a phrase fits. Acts on one clear winner only; asks about the rest.
import { askWhich, type Deed } from './questions.ts';
import type { TaskFact } from './read-result.ts';
import { sameTitle, similarity } from './similarity.ts';

/** The tasks meant; or what to say because they could not be made out. */
export type Resolution = { tasks: TaskFact[] } | { say: string };

/** Below this nothing fits. */
const FLOOR = 0.6;
/** Below this the user is asked even about a single one. */
const SURE = 0.7;
/** Another task this close to the best is as good. */
const MARGIN = 0.08;
const CANDIDATES_MAX = 5;

/** Every task in `tasks` that the words fit. */
export function matching(text: string, tasks: TaskFact[]): TaskFact[] {
  return tasks.filter((task) => score(text, task) >= FLOOR);
}

/** One clear winner, or a question among the best; `null` when nothing fits. */
export function pick(text: string, tasks: TaskFact[], deed: Deed): Resolution | null {
  const exact = tasks.filter((task) => task.title !== undefined && sameTitle(task.title, text));
  const fitting = exact.length > 0 ? exact : matching(text, tasks);
  const scored = preferred(fitting, deed)
    .map((task) => ({ task, score: score(text, task) }))
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  if (!best) return null;
  const close = scored.filter((other) => best.score - other.score < MARGIN).map(({ task }) => task);
  const isSure = close.length === 1 && (exact.length > 0 || best.score >= SURE);
  return isSure ? { tasks: close } : { say: askWhich(deed, close.slice(0, CANDIDATES_MAX)) };
}

/** Who says "done" means an open task, if there is one that fits; who reopens means a finished one. */
function preferred(tasks: TaskFact[], deed: Deed): TaskFact[] {
  if (deed.do !== 'complete') return tasks;
  const likely = tasks.filter((task) => task.done === !deed.done);
  return likely.length > 0 ? likely : tasks;
}

function score(text: string, task: TaskFact): number {
  const titled = similarity(text, task.title ?? '');
  return titled >= FLOOR ? titled : Math.max(titled, 0.75 * similarity(text, task.description ?? ''));
}
