// One wish → Intent: the first reader that recognizes it wins.
import type { Intent } from '../intent.ts';
import { looksLikeTitle, readNewTasks } from './read-new-tasks.ts';
import { readReference } from './read-reference.ts';
import { readAdding } from './readers/adding.ts';
import { readChanging } from './readers/changing.ts';
import { readCompleting } from './readers/completing.ts';
import { readDeleting } from './readers/deleting.ts';
import { readListing } from './readers/listing.ts';
import { readTalking } from './readers/talking.ts';

export type ReadIntent = (clause: string) => Intent | null;

const readers: ReadIntent[] = [
  readTalking,
  readChanging,
  readAdding,
  readCompleting,
  readDeleting,
  readListing,
  readTitle,
  readChoice,
];

export function readClause(clause: string): Intent {
  for (const read of readers) {
    const intent = read(clause);
    if (intent) return intent;
  }
  return { do: 'talk', topic: 'unknown' };
}

function readTitle(clause: string): Intent | null {
  return looksLikeTitle(clause) ? { do: 'add', tasks: readNewTasks(clause), owner: null } : null;
}

/** Short enough to be the answer to a question. */
function readChoice(clause: string): Intent | null {
  const which = readReference(clause);
  return which.by !== 'nothing' && clause.split(' ').length <= 8 ? { do: 'choose', which } : null;
}
