import type { Intent } from '../../intent.ts';
import { withoutOwner } from '../read-owner.ts';
import { readReference } from '../read-reference.ts';

const DONE = '(?:complete[d]?|done|finished|closed|off)';
const UNDONE =
  '(?:not (?:yet )?(?:done|completed?|finished)|incomplete|uncompleted?|un-?done|unfinished|pending|open|to do|todo|not complete|active|un-?checked)';

/** Each pattern's first group is the object. */
const REOPEN = [
  new RegExp(
    `^(?:mark|set|make|flag|change|move|put|turn)\\s+(.*?)\\s*(?:back\\s+)?(?:as|to|into)?\\s*(?:being\\s+)?(?:back\\s+(?:as|to)\\s+)?${UNDONE}(?: again)?$`,
    'i',
  ),
  /^(?:re-?open|un-?check|un-?mark|un-?complete|un-?tick|restore|reactivate|un-?do)\s+(.*)$/i,
  /^(.+?)\s+(?:is|are|was)\s*(?:n'?t|not)\s+(?:actually |really )?(?:done|finished|completed?)(?: yet| after all)?$/i,
  /^i (?:haven'?t|have not|didn'?t|did not)(?: actually)? (?:finish(?:ed)?|done?|complete[d]?)\s+(.+?)(?: yet)?$/i,
];
const COMPLETE = [
  new RegExp(
    `^(?:mark|set|flag|change|move|put|turn|tick|check|cross)\\s+(.*?)\\s*(?:as\\s+|to\\s+)?(?:being\\s+)?(?:all\\s+)?${DONE}$`,
    'i',
  ),
  /^mark\s+(?:as\s+)?(?:complete[d]?|done|finished)\b[:\s]*(.*)$/i,
  /^(?:check|tick|cross|mark)\s+off\s+(.*)$/i,
  /^(?:complete|finish|close|tick|check)\s*\b(.*)$/i,
  /^i(?:'m| am)? (?:(?:have|'ve|just|already|finally|now)\s+)*(?:finished|completed|done)(?: with)?\b\s*(.*)$/i,
  /^i'?ve (?:(?:just|already|finally|now)\s+)*(?:finished|completed|done|been (?:to|through))(?: with)?\s+(.*)$/i,
  /^(?:done|finished|completed)(?: with)?\s+(?!(?:tasks?|ones?|items?|to-?dos?|things)\b)(.+)$/i,
  /^(.+?)\s+(?:is|are|was|has been|have been|'s)\s+(?:now |already |all )?(?:done|finished|completed?)(?: now| already)?$/i,
  /^(.+?)(?<!\bas)(?:\s*[:,-])?\s+(?:done|finished|completed)$/i,
  /^mark\s+(.+)$/i,
  /^(?:all )?(?:done|finished|completed)()$/i,
];
/** "I called mom": a deed in the past may be a task of that name. */
const DEED =
  /^i(?:'ve| have)? (?:(?:just|already|finally)\s+)*((?:(?!need)[a-z]+ed|bought|paid|sent|wrote|written|made|got|went|took|taken|met|spoke|gave|fed|swept|brought|built|read|did|done|ran)\b.+)$/i;

/** "Is X done?" asks; it changes nothing. */
const QUESTION =
  /^(?:what|which|who|when|how|show|list|display|view|see|do|does|did|is|are|was|were|have i|has)\b/i;

export function readCompleting(clause: string): Intent | null {
  const text = clause.replace(/[.!?\s]+$/, '');
  if (QUESTION.test(text)) return null;
  return read(text, REOPEN, false) ?? read(text, COMPLETE, true) ?? read(text, [DEED], true);
}

function read(text: string, patterns: RegExp[], done: boolean): Intent | null {
  for (const pattern of patterns) {
    const object = pattern.exec(text)?.[1];
    if (object === undefined) continue;
    const { phrase, owner } = withoutOwner(object);
    return { do: 'complete', which: readReference(phrase), done, owner };
  }
  return null;
}
