import { add } from './actions/add.ts';
import { complete } from './actions/complete.ts';
import { list, show } from './actions/list.ts';
import type { Act } from './actions/outcome.ts';
import { remove } from './actions/remove.ts';
import { talk } from './actions/talk.ts';
import { undo } from './actions/undo.ts';
import { describe, rename } from './actions/update.ts';
import type { Intent } from './intent.ts';
import type { Steps, Turn } from './turn.ts';

const acts: { [Kind in Intent['do']]: Act<Kind> } = {
  add,
  list,
  show,
  complete,
  delete: remove,
  rename,
  describe,
  yes: () => 'There is nothing waiting for a yes. What would you like to do?',
  no: () => 'All right. What would you like to do instead?',
  choose(_, { which }) {
    if (which.by === 'words') return talk('unknown');
    return 'What should I do with it: mark it as done, rename it or delete it?';
  },
  talk(turn, { topic }) {
    return topic === 'undo' && turn.canUndo ? undo(turn) : talk(topic);
  },
};

export function* carryOut(turn: Turn, intent: Intent): Steps<string> {
  // The table's type guarantees that each act gets its own kind of intent.
  const act = acts[intent.do] as Act<Intent['do']>;
  const said = act(turn, intent);
  return typeof said === 'string' ? said : yield* said;
}
