import type { ResponderEvent, Turn } from '#chatkit/index.ts';
import { CONFIRMATION } from '#core/limits.ts';
import { nameTasks } from '#core/tasks/name-tasks.ts';
import type { ChatContext } from './context.ts';
import { questionCard } from './deletion-card.ts';
import { waitingCalls } from './waiting-deletion.ts';

/** Asks about the deletions that this turn may not carry out by itself; nothing where none of the tasks is there. */
export async function* askAboutDeletions(
  turn: Pick<Turn<ChatContext>, 'context' | 'newItem'>,
  refs: string[],
): AsyncGenerator<ResponderEvent, void, void> {
  if (refs.length === 0) return;
  const { context } = turn;
  const tasks = await nameTasks(context, refs);
  if (tasks.length === 0) return;
  const base = turn.newItem('message');
  context.toolCalls.set(base.id, waitingCalls(tasks));
  const card = questionCard(tasks, CONFIRMATION.lifeSeconds / 60);
  yield { type: 'thread.item.done', item: { type: 'widget', ...base, ...card } };
}
