import { explain } from '../explain.ts';
import { bold, named } from '../markdown.ts';
import { askNewDescription, askNewTitle, askWhich } from '../questions.ts';
import type { TaskFact } from '../read-result.ts';
import { resolve } from '../resolve.ts';
import type { Steps, Turn } from '../turn.ts';
import { changedTasks, idOf } from './changes.ts';
import type { Act } from './outcome.ts';

export const rename: Act<'rename'> = function* (turn, intent) {
  const deed = { do: 'rename', title: intent.title } as const;
  const resolution = yield* resolve(turn, intent.which, deed);
  if ('say' in resolution) return resolution.say;
  const [task, ...others] = resolution.tasks;
  if (!task || others.length > 0) return askWhich(deed, resolution.tasks);
  return intent.title === null ? askNewTitle(task) : yield* renameNow(turn, task, intent.title);
};

export const describe: Act<'describe'> = function* (turn, intent) {
  const deed = { do: 'describe', text: intent.text } as const;
  const resolution = yield* resolve(turn, intent.which, deed);
  if ('say' in resolution) return resolution.say;
  const [task, ...others] = resolution.tasks;
  if (!task || others.length > 0) return askWhich(deed, resolution.tasks);
  return intent.text === null ? askNewDescription(task) : yield* describeNow(turn, task, intent.text);
};

export function* renameNow(turn: Turn, task: TaskFact, title: string): Steps<string> {
  const before = task.title;
  const result = yield* turn.call('update_task', { task_id: idOf(task), title });
  const [renamed] = changedTasks([task], [result]);
  if (!renamed) return explain(result);
  return before === undefined
    ? `It is now called ${named(renamed)}.`
    : `Renamed ${bold(before)} to ${named(renamed)}.`;
}

export function* describeNow(turn: Turn, task: TaskFact, description: string): Steps<string> {
  const result = yield* turn.call('update_task', { task_id: idOf(task), description });
  const [changed] = changedTasks([task], [result]);
  if (!changed) return explain(result);
  return description === ''
    ? `${named(changed)} has no description any more.`
    : `Updated the description of ${named(changed)}.`;
}
