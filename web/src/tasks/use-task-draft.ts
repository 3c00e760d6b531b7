import { ROWS, TEXT } from '#core/limits.ts';
import type { NewTask, Priority, Task, TaskChange } from '#core/tasks/schema.ts';
import { useDraftFields } from '../drafts.ts';
import { dueFields, dueWords } from './due.ts';
import { overLimit } from './length-note.tsx';
import { tagsOf, tagText } from './tag-text.ts';

export type TaskFields = {
  title: string;
  description: string;
  date: string;
  time: string;
  priority: string;
  tags: string;
};

export type TaskDraft = ReturnType<typeof useTaskDraft>;

const EMPTY: TaskFields = { title: '', description: '', date: '', time: '', priority: 'none', tags: '' };

/** The fields of a task as they are being typed, kept as drafts until `drop`ped. @param task Absent for a new one. */
export function useTaskDraft(task?: Task) {
  const initial = task ? fieldsOf(task) : EMPTY;
  const [fields, set, drop] = useDraftFields(task?.id ?? 'new', initial);
  return { fields, set, drop, complete: isComplete(fields) };
}

/** The server would take it. */
function isComplete({ title, description, tags }: TaskFields): boolean {
  if (title.trim() === '' || overLimit(title, TEXT.titleMax)) return false;
  return !overLimit(description, TEXT.descriptionMax) && tagsFit(tagsOf(tags));
}

export const tagsFit = (tags: string[]): boolean =>
  tags.length <= ROWS.tagsPerTask && !tags.some((tag) => overLimit(tag, TEXT.tagMax));

/** Anything but a title. */
export const hasDetails = (fields: TaskFields): boolean =>
  Object.entries(EMPTY).some(
    ([name, empty]) => name !== 'title' && fields[name as keyof TaskFields] !== empty,
  );

export function newTaskOf(fields: TaskFields): NewTask {
  const { title, description } = fields;
  return { title, ...(description.trim() && { description }), ...detailsOf(fields, EMPTY) };
}

/** What was edited. The other details stay as they are, whoever has changed them meanwhile. */
export function changeOf(fields: TaskFields, before: Task): TaskChange {
  const description = fields.description.trim() === '' ? null : fields.description;
  return { title: fields.title, description, ...detailsOf(fields, fieldsOf(before)) };
}

function detailsOf(fields: TaskFields, before: TaskFields): Pick<TaskChange, 'priority' | 'due' | 'tags'> {
  const differs = (...names: (keyof TaskFields)[]) => names.some((name) => fields[name] !== before[name]);
  return {
    // The select offers no others.
    ...(differs('priority') && { priority: fields.priority as Priority }),
    ...(differs('date', 'time') && { due: dueWords(fields) }),
    ...(differs('tags') && { tags: tagsOf(fields.tags) }),
  };
}

function fieldsOf(task: Task): TaskFields {
  const { title, description, priority, tags } = task;
  return { title, description: description ?? '', priority, tags: tagText(tags), ...dueFields(task) };
}
