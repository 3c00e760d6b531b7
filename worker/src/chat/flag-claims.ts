import type { ResponderEvent, Turn } from '#chatkit/index.ts';
import { unbackedClaims } from './check-claims.ts';
import type { ClaimKind } from './claims.ts';
import type { ChatContext } from './context.ts';

const WORDS: Record<ClaimKind, string> = {
  added: 'a task was added',
  completed: 'a task was marked as done or reopened',
  deleted: 'a task was deleted',
  changed: 'a task was changed',
};

/**
 * Flags an answer that claims a change which no call of the turn has made: at once by a notice, and for later by an
 * item, because notices are not kept.
 *
 * @param said What the assistant has said in this turn.
 */
export function* flagClaims(
  turn: Pick<Turn<ChatContext>, 'context' | 'newItem'>,
  said: string[],
): Generator<ResponderEvent, void, void> {
  const calls = [...turn.context.toolCalls.values()].flat();
  const kinds = new Set(said.flatMap((text) => unbackedClaims(text, calls)).map(({ kind }) => kind));
  if (kinds.size === 0) return;
  const claimed = [...kinds].map((kind) => WORDS[kind]).join(', and that ');
  const title = 'Not confirmed';
  const content = `The answer above says that ${claimed}, but no such change was made in this turn. Please check your list.`;
  yield { type: 'notice', level: 'warning', title, message: content };
  yield {
    type: 'thread.item.done',
    item: {
      type: 'workflow',
      ...turn.newItem('workflow'),
      workflow: {
        type: 'custom',
        tasks: [{ type: 'custom', status_indicator: 'none', title, icon: 'lucide:triangle-alert', content }],
        summary: { title, icon: 'lucide:triangle-alert' },
        expanded: true,
      },
    },
  };
}
