// What a turn leaves behind when it does not end by itself.
import type { ThreadItem } from './protocol/items.ts';

/** Stored after a cancelled answer, for the model of the next turn. */
export const CANCELLED_NOTE = 'The user cancelled the stream. Stop responding to the prior request.';

/** Text that was said and steps that were finished; half-made widgets, images and steps are dropped. */
export function worthKeeping(pending: ThreadItem[]): ThreadItem[] {
  return pending.flatMap((item): ThreadItem[] => {
    if (item.type === 'assistant_message') return item.content.some(({ text }) => text.trim()) ? [item] : [];
    if (item.type !== 'workflow') return [];
    const tasks = item.workflow.tasks.filter((task) => task.status_indicator !== 'loading');
    return tasks.length > 0 ? [{ ...item, workflow: { ...item.workflow, tasks } }] : [];
  });
}
