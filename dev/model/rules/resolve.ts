// From a reference in a sentence to tasks. Asks instead of guessing.

import { explain } from './explain.ts';
import type { Reference } from './intent.ts';
import { enumerated, named, numbered } from './markdown.ts';
import { askWhich, askWhichUnknown, type Deed } from './questions.ts';
import type { TaskFact } from './read-result.ts';
import { sameTitle, similarity, stems } from './similarity.ts';
import type { Listing, Steps, Turn } from './turn.ts';

/** The tasks meant; or what to say because they could not be made out. */
export type Resolution = { tasks: TaskFact[] } | { say: string };

/** Below the floor nothing matches; within the margin of the best, a second one is as good. */
const FLOOR = 0.6;
const MARGIN = 0.08;
const CANDIDATES_MAX = 5;
const LISTED_MAX = 10;

type Resolver<By extends Reference['by']> = (
  turn: Turn,
  reference: Extract<Reference, { by: By }>,
  deed: Deed,
) => Steps<Resolution>;

export function* resolve(turn: Turn, reference: Reference, deed: Deed): Steps<Resolution> {
  // The table's type guarantees that each resolver gets its own kind of reference.
  const resolver = resolvers[reference.by] as Resolver<Reference['by']>;
  return yield* resolver(turn, reference, deed);
}

const resolvers: { [By in Reference['by']]: Resolver<By> } = {
  *number(turn, { numbers, exact }) {
    const parts = numbers.map(
      (number) =>
        turn.memory.byNumber(number) ?? (exact ? undefined : turn.memory.shown[number - 1]) ?? { number },
    );
    return yield* identified(turn, parts);
  },
  *position(turn, { index }, deed) {
    const { shown } = turn.memory;
    const task = shown.at(index);
    if (task) return yield* identified(turn, [task]);
    return {
      say:
        shown.length === 0
          ? askWhichUnknown(deed)
          : `The last list has only ${shown.length} tasks.\n\n${askWhich(deed, shown)}`,
    };
  },
  *focus(turn, { plural }, deed) {
    const { focus } = turn.memory;
    if (focus.length === 0) return { say: askWhichUnknown(deed) };
    if (focus.length > 1 && !plural) return { say: askWhich(deed, focus) };
    return yield* identified(turn, focus);
  },
  *last_added(turn, _, deed) {
    const { lastAdded } = turn.memory;
    return lastAdded ? yield* identified(turn, [lastAdded]) : { say: askWhichUnknown(deed) };
  },
  *all(turn, { status, about }, deed) {
    const fitting =
      status === 'all' && deed.do === 'complete' ? (deed.done ? 'pending' : 'completed') : status;
    const listing = yield* turn.list(fitting);
    if (!listing.ok) return { say: explain(listing.result) };
    const tasks = about === null ? listing.tasks : matching(about, listing.tasks);
    return tasks.length > 0
      ? { tasks }
      : {
          say: `You have no ${fitting === 'all' ? '' : `${fitting} `}tasks${about === null ? '' : ` about "${about}"`}.`,
        };
  },
  *words(turn, { text }, deed) {
    const seen = turn.hasWholeList ? null : pick(text, turn.listed, deed);
    if (seen) return seen;
    const listing = yield* turn.listOnce();
    if (!listing.ok) return { say: explain(listing.result) };
    const whole = pick(text, listing.tasks, deed);
    if (whole) return whole;
    const found = yield* searched(turn, text, listing);
    return (
      pick(text, found, deed) ?? (yield* severalNames(turn, text, deed)) ?? { say: noMatch(text, listing) }
    );
  },
  *several(turn, { parts }, deed) {
    const tasks: TaskFact[] = [];
    for (const part of parts) {
      const resolution = yield* resolve(turn, part, deed);
      if ('say' in resolution) return resolution;
      tasks.push(...resolution.tasks);
    }
    return { tasks: [...new Set(tasks)] };
  },
  *nothing(turn, _, deed) {
    const listing = yield* turn.list(deed.do === 'complete' ? (deed.done ? 'pending' : 'completed') : 'all');
    if (!listing.ok) return { say: explain(listing.result) };
    return {
      say:
        listing.tasks.length === 0
          ? 'There is no task to choose from.'
          : askWhich(deed, listing.tasks.slice(0, LISTED_MAX)),
    };
  },
};

/** Every task in `tasks` that the words fit. */
export function matching(text: string, tasks: TaskFact[]): TaskFact[] {
  return tasks.filter((task) => score(text, task) >= FLOOR);
}

/** Tasks named by number or title only get their id from the list, unless the tools take numbers. */
export function* identified(turn: Turn, tasks: TaskFact[]): Steps<Resolution> {
  const known = (task: TaskFact) => task.id !== undefined || (turn.takesNumbers && task.number !== undefined);
  if (tasks.every(known)) return { tasks };
  const listing = yield* turn.listOnce();
  if (!listing.ok) return { say: explain(listing.result) };
  const found = tasks.map((task) =>
    known(task) ? task : listing.tasks.find((other) => isSame(task, other)),
  );
  const missing = tasks.filter((_, index) => found[index] === undefined);
  if (missing.length > 0)
    return { say: `I could not find ${enumerated(missing.map(named))}. ${whatThereIs(listing)}` };
  return { tasks: found.flatMap((task) => task ?? []) };
}

function isSame(task: TaskFact, other: TaskFact): boolean {
  if (task.number !== undefined && other.number !== undefined) return task.number === other.number;
  return task.title !== undefined && other.title !== undefined && sameTitle(task.title, other.title);
}

/** One clear winner, or a question among the best; `null` when nothing fits. */
function pick(text: string, tasks: TaskFact[], deed: Deed): Resolution | null {
  const exact = tasks.filter((task) => task.title !== undefined && sameTitle(task.title, text));
  const fitting = exact.length > 0 ? exact : matching(text, tasks);
  const wanted = preferred(fitting, deed);
  const scored = wanted
    .map((task) => ({ task, score: score(text, task) }))
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  if (!best) return null;
  const close = scored.filter((other) => best.score - other.score < MARGIN).map(({ task }) => task);
  return close.length === 1 ? { tasks: close } : { say: askWhich(deed, close.slice(0, CANDIDATES_MAX)) };
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

/** Lists longer than a page are searched by the most telling word. */
function* searched(turn: Turn, text: string, listing: Extract<Listing, { ok: true }>): Steps<TaskFact[]> {
  const [word] = stems(text).sort((one, other) => other.length - one.length);
  if (!listing.more || !turn.canSearch || word === undefined) return [];
  const found = yield* turn.list('all', word);
  return found.ok ? found.tasks : [];
}

/** "the milk and the meeting task": two names, when no title fits the whole. */
function* severalNames(turn: Turn, text: string, deed: Deed): Steps<Resolution | null> {
  const names = text.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).filter((name) => stems(name).length > 0);
  if (names.length < 2) return null;
  return yield* resolve(
    turn,
    { by: 'several', parts: names.map((name) => ({ by: 'words', text: name })) },
    deed,
  );
}

function noMatch(text: string, listing: Extract<Listing, { ok: true }>): string {
  return `I could not find a task like "${text}". ${whatThereIs(listing)}`;
}

function whatThereIs({ tasks, total }: Extract<Listing, { ok: true }>): string {
  if (tasks.length === 0) return 'Your list is empty.';
  const shown = tasks.slice(0, LISTED_MAX);
  const rest = total > shown.length ? `\n\n…and ${total - shown.length} more.` : '';
  return `On your list:\n\n${numbered(shown)}${rest}`;
}
