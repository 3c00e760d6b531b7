import type { Intent } from '../../intent.ts';
import { capitalized } from '../phrases.ts';
import { readNewTasks } from '../read-new-tasks.ts';

const ADD =
  /^(?:add|create|insert|include|append|make(?= (?:me )?(?:a|an|another|two|three|four|five|\d+|some|new)\b.*\b(?:task|to-?do|reminder|item|note)s?\b)|put(?= .+ (?:on|in|to|onto) (?:my|the)\b)|new(?= (?:task|to-?do|item|reminder))|write(?: down(?= (?:a|an|this|that|to)\b)|(?= (?:a|an)\b.*\b(?:task|to-?do|reminder|note)\b))|note(?: down)?(?= (?:to(?! self)|that|down|:)|:)|jot(?: down)?|set up(?= (?:a|an)\b.*\b(?:task|reminder|to-?do)))\b:?\s*/i;
const NEED =
  /^(?:(?:i|we)(?:'ve| have)? (?:also )?(?:need|got|have|must|should|ought)(?: to)?(?: not forget| remember)?(?: to)?|i mustn'?t forget(?: to)?|i gotta|i wanna|i want|remind me(?: (?:later|again))?(?: (?:to|about|that i (?:need|have) to))?|don'?t (?:let me )?forget(?: (?:to|about))?|do not (?:let me )?forget(?: to)?|remember(?: to)?|make (?:sure|a note)(?: (?:to|that))?(?: i)?(?: remember)?(?: to)?|note to self|to-?do(?=\s*:|\s+(?!list)\w)|task(?=\s*:))\b\s*:?\s*/i;
const NEED_STRICT = /^(?:i|we)(?:'ve| have) (?!got\b|to\b|also got)/i;
const OWNER =
  /^((?:(?:a|an|one|another|new)\s+)*(?:tasks?|to-?dos?|reminders?|items?)\s+)for\s+(?!the\b|my\b|me\b|a\b|an\b|today\b|tomorrow\b|this\b|next\b)(user \w+|[\p{L}][\w.-]*)(?:'s list)?\s*(?=to\b|:|called\b|named\b|,)/iu;
const OWNER_LIST =
  /\s+(?:to|on|in|onto) (?!my\b|the\b|our\b|this\b)(user \w+|[\p{L}][\w.-]*?)(?:'s|s')? (?:to-?do )?(?:list|tasks)$/iu;

export function readAdding(clause: string): Intent | null {
  const added = ADD.exec(clause);
  if (added) return adding(clause.slice(added[0].length));
  const needed = NEED_STRICT.test(clause) ? null : NEED.exec(clause);
  if (!needed) return null;
  return adding(clause.slice(needed[0].length));
}

function adding(rest: string): Intent {
  const listed = OWNER_LIST.exec(rest);
  const own = listed ? rest.slice(0, listed.index) : rest;
  const person = OWNER.exec(own);
  const owner = person?.[2] ?? listed?.[1] ?? null;
  const text = person ? `${person[1]}${own.slice(person[0].length)}` : own;
  return { do: 'add', tasks: readNewTasks(text), owner: owner === null ? null : capitalized(owner) };
}
