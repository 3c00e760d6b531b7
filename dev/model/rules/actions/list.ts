import { explain } from '../explain.ts';
import type { Status } from '../intent.ts';
import { bold, named, numbered } from '../markdown.ts';
import { matching } from '../match.ts';
import type { TaskFact } from '../read-result.ts';
import { resolve } from '../resolve.ts';
import { type Act, OWN_LIST_ONLY } from './outcome.ts';

export const list: Act<'list'> = function* (turn, { status, about, count, owner }) {
  const listing = yield* turn.list(status);
  if (!listing.ok) return explain(listing.result);
  const tasks = about === null ? listing.tasks : matching(about, listing.tasks);
  turn.memory.show(tasks);
  const note = owner === null ? '' : `${OWN_LIST_ONLY}, so this is yours.\n\n`;
  if (tasks.length === 0)
    return `${note}${about === null ? NONE[status] : `You have no ${adjective(status)}task about ${bold(about)}.`}`;
  const total = about === null ? listing.total : tasks.length;
  if (count) return `${note}${heading(status, total, null).slice(0, -1)}.`;
  const rest = total > tasks.length ? `\n\n…and ${total - tasks.length} more.` : '';
  return `${note}${heading(status, total, about)}\n\n${numbered(tasks, status === 'all' ? doneMark : undefined)}${rest}`;
};

/** One task with its description. */
export const show: Act<'show'> = function* (turn, { which }) {
  const resolution = yield* resolve(turn, which, { do: 'show' });
  if ('say' in resolution) return resolution.say;
  const listing = yield* turn.listOnce();
  if (!listing.ok) return explain(listing.result);
  const found = resolution.tasks.map((task) =>
    listing.tasks.find((other) => other.id === task.id || other.number === task.number),
  );
  const described = found.flatMap((task) => (task ? [describe(task)] : []));
  turn.memory.show(found.flatMap((task) => task ?? []));
  return described.length > 0
    ? described.join('\n\n')
    : `I could not find ${resolution.tasks.map(named).join(', ')} on your list.`;
};

const NONE: Record<Status, string> = {
  all: 'You have no tasks yet. Tell me what you want to remember.',
  pending: 'Nothing is left: you have no pending tasks.',
  completed: 'You have not completed any tasks yet.',
};

function heading(status: Status, total: number, about: string | null): string {
  const tasks = `${total} ${adjective(status)}${total === 1 ? 'task' : 'tasks'}`;
  return about === null ? `You have ${tasks}:` : `You have ${tasks} about ${bold(about)}:`;
}

function adjective(status: Status): string {
  return status === 'all' ? '' : `${status} `;
}

function doneMark(task: TaskFact): string {
  return task.done ? ' – done' : '';
}

function describe(task: TaskFact): string {
  const state = task.done ? 'done' : 'pending';
  const description = task.description ? `\n\n${plainLines(task.description)}` : ' It has no description.';
  return `${named(task)} is ${state}.${description}`;
}

/** A person's text as a quote in which nothing formats, links or embeds. */
function plainLines(text: string): string {
  return text.replace(/[\\*_`[\]<>~|]/g, '\\$&').replace(/^/gm, '> ');
}
