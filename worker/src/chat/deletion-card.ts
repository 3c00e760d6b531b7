// The card that asks before several tasks are deleted, and what is left of it. Titles stand in texts, which no client
// reads as markdown.
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import { action, Caption, Card, Col, Text, Title } from '#chatkit/widgets/index.ts';
import type { NamedTask } from '#core/tasks/name-tasks.ts';

export const CONFIRM = 'tasks.delete.confirm';
export const CANCEL = 'tasks.delete.cancel';

type Shown = Pick<WidgetItem, 'widget' | 'copy_text'>;

export function questionCard(tasks: NamedTask[], minutes: number): Shown {
  const question = `Delete ${amount(tasks)}?`;
  const note = `Nothing is deleted unless you confirm within ${minutes} minutes.`;
  return {
    widget: Card({
      size: 'md',
      children: [
        Title({ value: question, size: 'sm' }),
        Col({ gap: 1, children: tasks.map(line) }),
        Caption({ value: note }),
      ],
      confirm: { label: `Delete ${amount(tasks)}`, action: action(CONFIRM) },
      cancel: { label: tasks.length === 1 ? 'Keep it' : 'Keep them', action: action(CANCEL) },
    }),
    copy_text: [question, ...tasks.map(named), note].join('\n'),
  };
}

/** @param tasks Those that were deleted. */
export const deletedCard = (tasks: NamedTask[]): Shown =>
  tasks.length === 0
    ? answeredCard('Nothing was deleted', 'circle-question', tasks)
    : answeredCard('Deleted', 'check', tasks);

export const keptCard = (tasks: NamedTask[]): Shown => answeredCard('Kept', 'info', tasks);

function answeredCard(text: string, icon: 'check' | 'info' | 'circle-question', tasks: NamedTask[]): Shown {
  return {
    widget: Card({
      size: 'md',
      collapsed: true,
      status: { text, icon },
      children: [Col({ gap: 1, children: tasks.map(line) })],
    }),
    copy_text: [`${text}:`, ...tasks.map(named)].join('\n'),
  };
}

const named = ({ number, title }: NamedTask): string => `#${number} ${title}`;

const line = (task: NamedTask) => Text({ key: task.id, value: named(task) });

const amount = ({ length }: NamedTask[]): string => (length === 1 ? '1 task' : `${length} tasks`);
