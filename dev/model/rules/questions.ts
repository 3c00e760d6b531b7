// Questions to the user, and how the next message finds out what was asked. The question's own text is all the
// state there is: the model remembers nothing.
import { mentions, named, numbered } from './markdown.ts';
import type { TaskFact } from './read-result.ts';

/** What is to happen to the task that the user is asked for. */
export type Deed =
  | { do: 'complete'; done: boolean }
  | { do: 'delete' }
  | { do: 'show' }
  | { do: 'rename'; title: string | null }
  | { do: 'describe'; text: string | null };

export type Question =
  | { about: 'which'; deed: Deed; tasks: TaskFact[] }
  | { about: 'delete_all'; tasks: TaskFact[] }
  | { about: 'new_title'; task: TaskFact }
  | { about: 'new_description'; task: TaskFact }
  | { about: 'task_to_add' };

const DEEDS: [RegExp, (text: string) => Deed][] = [
  [/^mark as done$/, () => ({ do: 'complete', done: true })],
  [/^reopen$/, () => ({ do: 'complete', done: false })],
  [/^delete$/, () => ({ do: 'delete' })],
  [/^show in full$/, () => ({ do: 'show' })],
  [/^rename$/, () => ({ do: 'rename', title: null })],
  [/^rename to "([\s\S]*)"$/, (title) => ({ do: 'rename', title })],
  [/^give a new description$/, () => ({ do: 'describe', text: null })],
  [/^give no description$/, () => ({ do: 'describe', text: '' })],
  [/^give the description "([\s\S]*)"$/, (text) => ({ do: 'describe', text })],
];

export function deedWords(deed: Deed): string {
  if (deed.do === 'complete') return deed.done ? 'mark as done' : 'reopen';
  if (deed.do === 'rename') return deed.title === null ? 'rename' : `rename to "${deed.title}"`;
  if (deed.do === 'show') return 'show in full';
  if (deed.do === 'delete') return 'delete';
  if (deed.text === null) return 'give a new description';
  return deed.text === '' ? 'give no description' : `give the description "${deed.text}"`;
}

export function askWhich(deed: Deed, tasks: TaskFact[]): string {
  return `Which one should I ${deedWords(deed)}?\n\n${numbered(tasks)}`;
}

export function askWhichUnknown(deed: Deed): string {
  return `Which task should I ${deedWords(deed)}? Tell me its title or number, or say "show my tasks" first.`;
}

export function askDeleteAll(tasks: TaskFact[], more: number): string {
  const rest = more > 0 ? `\n\n${more} more would be left; ask me again for them.` : '';
  return `Shall I delete these ${tasks.length} tasks?\n\n${numbered(tasks)}${rest}\n\nSay **yes** to delete them, or **no** to keep them.`;
}

export const askNewTitle = (task: TaskFact): string => `What should ${named(task)} be called instead?`;
export const askNewDescription = (task: TaskFact): string =>
  `What should the description of ${named(task)} say?`;
export const ASK_TASK_TO_ADD = 'What should the new task be called?';

/** The question at the end of the assistant's newest answer; `null` when it asked none of these. */
export function openQuestion(answer: string): Question | null {
  const which =
    /Which (?:one|task) should I ((?:(?!\?\n\n|\? Tell me)[\s\S])+)\?(?:\n\n|\s*Tell me)((?:.|\n)*)$/.exec(
      answer,
    );
  const deed = which?.[1] === undefined ? null : readDeed(which[1]);
  if (deed) return { about: 'which', deed, tasks: mentions(which?.[2] ?? '') };
  const all = /Shall I delete these \d+ tasks\?\n\n([\s\S]*)Say \*\*yes\*\*/.exec(answer);
  if (all) return { about: 'delete_all', tasks: mentions(all[1] ?? '') };
  const titled = /What should (\*\*.*) be called instead\?$/.exec(answer);
  const [task] = mentions(titled?.[1] ?? '');
  if (task) return { about: 'new_title', task };
  const described = /What should the description of (\*\*.*) say\?$/.exec(answer);
  const [other] = mentions(described?.[1] ?? '');
  if (other) return { about: 'new_description', task: other };
  return answer.endsWith(ASK_TASK_TO_ADD) ? { about: 'task_to_add' } : null;
}

function readDeed(words: string): Deed | null {
  for (const [pattern, make] of DEEDS) {
    const match = pattern.exec(words);
    if (match) return make(match[1] ?? '');
  }
  return null;
}
