// From a reference in a sentence to tasks. Asks instead of guessing.

import { explain } from './explain.ts';
import { readReference } from './grammar/read-reference.ts';
import type { Reference } from './intent.ts';
import { enumerated, named } from './markdown.ts';
import { matching, pick, type Resolution } from './match.ts';
import { askWhich, askWhichUnknown, type Deed } from './questions.ts';
import type { TaskFact } from './read-result.ts';
import { sameTitle, stems } from './similarity.ts';
import type { Listing, Steps, Turn } from './turn.ts';
import { whatThereIs } from './what-there-is.ts';

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
    if (seen && 'tasks' in seen) return seen;
    const listing = yield* turn.listOnce();
    if (!listing.ok) return { say: explain(listing.result) };
    const whole = pick(text, listing.tasks, deed);
    if (whole && 'tasks' in whole) return whole;
    const several = yield* severalNames(turn, text, deed);
    if (several && 'tasks' in several) return several;
    const found = yield* searched(turn, text, listing);
    return whole ?? pick(text, found, deed) ?? several ?? { say: noMatch(text, listing) };
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

/** Tasks named by number or title only get their id from the list, unless the tools take numbers. */
export function* identified(turn: Turn, tasks: TaskFact[]): Steps<Resolution> {
  const known = (task: TaskFact) => task.id !== undefined || (turn.takesNumbers && task.number !== undefined);
  if (tasks.every(known)) return { tasks };
  const listing = yield* turn.listOnce();
  if (!listing.ok) return { say: explain(listing.result) };
  return fromList(tasks, listing, known);
}

/** The same tasks with their titles: before a question the user must see what it is about. */
export function* titled(turn: Turn, tasks: TaskFact[]): Steps<Resolution> {
  if (tasks.every((task) => task.title !== undefined)) return { tasks };
  const listing = yield* turn.listOnce();
  if (!listing.ok) return { say: explain(listing.result) };
  return fromList(tasks, listing, (task) => task.title !== undefined);
}

function fromList(
  tasks: TaskFact[],
  listing: Extract<Listing, { ok: true }>,
  isKnown: (task: TaskFact) => boolean,
): Resolution {
  const found = tasks.map((task) =>
    isKnown(task) ? task : listing.tasks.find((other) => isSame(task, other)),
  );
  const missing = tasks.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return { tasks: found.flatMap((task) => task ?? []) };
  return { say: `I could not find ${enumerated(missing.map(named))}. ${whatThereIs(listing)}` };
}

function isSame(task: TaskFact, other: TaskFact): boolean {
  if (task.number !== undefined && other.number !== undefined) return task.number === other.number;
  return task.title !== undefined && other.title !== undefined && sameTitle(task.title, other.title);
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
  return yield* resolve(turn, { by: 'several', parts: names.map(readReference) }, deed);
}

function noMatch(text: string, listing: Extract<Listing, { ok: true }>): string {
  return `I could not find a task like "${text}". ${whatThereIs(listing)}`;
}
