import type { Intent } from '../../intent.ts';
import { withoutOwner } from '../read-owner.ts';
import { readReference } from '../read-reference.ts';

/** Each pattern's first group is the object. */
const DELETE = [
  /^(?:delete|remove|erase|cancel|drop|trash|discard|scratch|kill|clear(?: out| up)?|wipe(?: out)?|empty|throw (?:away|out)|get rid of|forget(?: about)?|dump|clean up(?= (?:my|the|all)\b.*\b(?:tasks?|list)\b))(?![-\w])\s*(.*)$/i,
  /^take (.+?) off(?: of)?(?: (?:my|the))?(?: to-?do)?(?: list)?$/i,
  /^i (?:don'?t|do not|no longer) (?:need|want)(?: to do)? (.+?)(?: anymore| any more| any longer)?$/i,
  /^(.+?) (?:is|are) (?:no longer needed|not needed(?: anymore)?|cancelled|canceled|obsolete)$/i,
];

export function readDeleting(clause: string): Intent | null {
  const text = clause.replace(/[.!?]+$/, '');
  for (const pattern of DELETE) {
    const object = pattern.exec(text)?.[1];
    if (object === undefined) continue;
    const { phrase, owner } = withoutOwner(object);
    return { do: 'delete', which: readReference(phrase), owner };
  }
  return null;
}
