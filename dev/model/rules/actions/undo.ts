import { isObject } from '../../wire/read-json.ts';
import { explain } from '../explain.ts';
import { enumerated, named } from '../markdown.ts';
import { changedTask } from '../read-result.ts';
import type { Steps, Turn } from '../turn.ts';

/** Takes back the last turn of this conversation that changed something. */
export function* undo(turn: Turn): Steps<string> {
  const result = yield* turn.call('update_task', { undo: 'turn' });
  if (!result.ok)
    return result.code === 'not_found' ? 'There is no change to take back in this chat.' : explain(result);
  const { value } = result;
  const parts = isObject(value) && Array.isArray(value.tasks) ? value.tasks : [value];
  return `Undone: ${enumerated(parts.map((part) => named(changedTask(part))))} ${parts.length > 1 ? 'are' : 'is'} as before.`;
}
