// Titles in answers, and titles read back from earlier answers.
import type { TaskFact } from './read-result.ts';

/** A title is a person's text: nothing in it may format, link or embed. */
export function bold(title: string): string {
  return `**${title.replace(/[\\*_`[\]<>~|]/g, '\\$&')}**`;
}

export function named(task: TaskFact): string {
  const number = task.number === undefined ? '' : `#${task.number}`;
  if (task.title === undefined) return number === '' ? 'that task' : `task ${number}`;
  return number === '' ? bold(task.title) : `${bold(task.title)} (${number})`;
}

export function numbered(tasks: TaskFact[], note: (task: TaskFact) => string = () => ''): string {
  return tasks.map((task, index) => `${index + 1}. ${named(task)}${note(task)}`).join('\n');
}

/** "A", "A and B", "A, B and C". */
export function enumerated(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const MENTION = /(^|\n)?(\d+\. )?\*\*((?:\\.|[^*\\\n])+)\*\*(?: \(#(\d+)\))?/g;

export type Mention = TaskFact & { title: string; listed: boolean };

/** Tasks that an answer names, in order; `listed` ones stood in a numbered list. */
export function mentions(text: string): Mention[] {
  return [...text.matchAll(MENTION)].flatMap(([, , place, title = '', number]) => {
    const plain = title.replace(/\\(.)/g, '$1');
    if (number === undefined && NOT_A_TITLE.test(plain)) return [];
    return [
      { title: plain, listed: place !== undefined, ...(number !== undefined && { number: Number(number) }) },
    ];
  });
}

/** Words that our own sentences set in bold. */
const NOT_A_TITLE = /^(?:yes|no)$/i;
