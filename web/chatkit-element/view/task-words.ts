import type { SearchTask, Task, Workflow } from '#chatkit/protocol/workflow.ts';
import { fill, type Texts } from '../locales/en.ts';

const FAILED_WORDS = /\b(?:failed|failure|timed out)\b/i;
const FAILED_ICONS = /(?:alert|circle-x|octagon-x|ban)$/;

/** The protocol has no failed state: a title or an icon says it. */
export function isFailed(task: Task): boolean {
  if (task.status_indicator === 'loading') return false;
  const icon = task.type === 'custom' ? (task.icon ?? '') : '';
  return FAILED_ICONS.test(icon) || FAILED_WORDS.test(task.title ?? '');
}

export function titleOf(task: Task, texts: Texts): string {
  if (task.title) return task.title;
  if (task.type === 'web_search') return task.title_query ?? task.queries?.[0] ?? texts.untitled_task;
  if (task.type === 'file') return task.sources?.[0]?.title ?? texts.untitled_task;
  return task.type === 'image' ? texts.image : texts.untitled_task;
}

const iconByType: Record<Task['type'], string> = {
  custom: '',
  web_search: 'globe',
  thought: 'lightbulb',
  file: 'document',
  image: 'square-image',
};

export function iconOf(task: Task): string | null {
  const own = task.type === 'custom' ? task.icon : undefined;
  return own || iconByType[task.type] || null;
}

export function hasDetails(task: Task): boolean {
  if (task.type === 'custom' || task.type === 'thought') return Boolean(task.content);
  if (task.type === 'web_search') return Boolean(queriesOf(task).length || task.sources?.length);
  return task.type === 'file' && Boolean(task.sources?.length);
}

/** What was searched for, as far as the title does not say it. */
export function queriesOf({ title, title_query, queries }: SearchTask): string[] {
  const all = new Set(queries ?? []);
  if (title && title_query) all.add(title_query);
  return [...all];
}

/** The one line that stands for finished steps; null when there is none, or when it says less than open steps. */
export function summaryOf(
  { type, summary, expanded }: Workflow,
  texts: Texts,
): { title: string; icon: string } | null {
  if (!summary) return null;
  const isReasoning = type === 'reasoning';
  if ('title' in summary) {
    return { title: summary.title, icon: summary.icon ?? (isReasoning ? 'lightbulb' : 'check-circle') };
  }
  if (!isReasoning && expanded) return null;
  const words = isReasoning ? texts.thought_for : texts.worked_for;
  return { title: fill(words, { n: summary.duration }), icon: isReasoning ? 'lightbulb' : 'clock' };
}

/** What the assistant is thinking of now. */
export function thoughtTitle(tasks: readonly Task[], texts: Texts): string {
  return tasks.at(-1)?.title || texts.thinking;
}
