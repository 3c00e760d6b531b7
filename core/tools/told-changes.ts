// What a change has changed, field by field, for people. It goes beside a result, not into it: a model needs less.
import type { Task } from '../tasks/schema.ts';
import type { Changed } from '../tasks/tasks.ts';
import { toldFields } from './shapes.ts';

export type FieldChange = { field: string; before: string; after: string };

/** One event: a task that is new (`created`), gone (`deleted`) or `changed`, with the fields that differ. */
export type ToldChange = {
  event: string;
  number: number;
  title: string;
  kind: 'created' | 'deleted' | 'changed';
  fields: FieldChange[];
};

const TEXT_MAX = 200;

export const toldChanges = (changes: Changed[]): ToldChange[] =>
  changes.flatMap((change) => (change.undo === null ? [] : [toldChange(change, change.undo)]));

function toldChange({ task, before, gone }: Changed, event: string): ToldChange {
  const kind = gone ? 'deleted' : before === null ? 'created' : 'changed';
  const fields = before === null || gone ? [] : differences(before, task);
  return { event, number: task.number, title: task.title, kind, fields };
}

function differences(before: Task, after: Task): FieldChange[] {
  const [was, is] = [words(before), words(after)];
  return Object.entries(was).flatMap(([field, old]) => {
    const now = is[field] ?? '';
    return old === now ? [] : [{ field, before: shortened(old), after: shortened(now) }];
  });
}

function words(task: Task): Record<string, string> {
  const { priority, due, tags } = toldFields(task);
  return {
    title: task.title,
    description: task.description ?? '',
    status: task.is_completed ? 'completed' : 'pending',
    priority,
    due,
    tags: tags.join(', '),
  };
}

function shortened(text: string): string {
  const points = [...text];
  return points.length > TEXT_MAX ? `${points.slice(0, TEXT_MAX).join('')}…` : text;
}
