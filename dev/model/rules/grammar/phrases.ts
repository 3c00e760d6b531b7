// Words that several rules look for, and the tidying that each phrase gets.
import type { Status } from '../intent.ts';

export const TASK_NOUN = '(?:tasks?|to-?dos?|items?|reminders?|entry|entries|things?)';

const PENDING =
  /\b(pending|left|remain(?:s|ing)?|open|incomplete|uncompleted|unfinished|outstanding|undone|active|unchecked|not (?:yet )?(?:been )?(?:done|completed?|finished)|still (?:need|have|to do)|(?:have|need|left|got) to (?:do|be done)|should i do|to work on|on my plate|up next|what'?s next)\b|\b(?:isn'?t|aren'?t|haven'?t|is not|are not|have not)\b.*\b(?:done|completed?|finished)\b/i;
const COMPLETED =
  /\b(completed?|finished|done|accomplished|checked off|ticked off|crossed off|closed|achieved|already did|did i (?:finish|complete|do))\b/i;

export function statusIn(text: string): Status {
  if (PENDING.test(text)) return 'pending';
  return COMPLETED.test(text) ? 'completed' : 'all';
}

/** Straight quotes, single spaces. */
export function plain(text: string): string {
  return text
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[ \t\r\f\v\u00a0]+/g, ' ')
    .trim();
}

/** Takes surrounding quotes and closing punctuation off. */
export function unquoted(text: string): string {
  let inner = text
    .trim()
    .replace(/^[:,\-–—\s]+/, '')
    .trim();
  const quoted = /^"([^"]+)"[.!?,]*$/.exec(inner) ?? /^'(.+)'[.!?,]*$/.exec(inner);
  if (quoted?.[1]) return quoted[1].trim();
  inner = inner.replace(/[\s.,;!]+$/, '').replace(/(?<=\w)\?+$/, '');
  return inner.trim();
}

const OPENINGS =
  /^(?:(?:actually|oops|oh|hmm+|wait|ok(?:ay)?|hey|hi|hello|well|so|now|also|then|and|alright|great|thanks?|thank you|please|pls|kindly|yes please|assistant|bot)\b[,.! ]*)+(?=\S)/i;
const REQUESTS =
  /^(?:(?:can|could|would|will) you (?:please |kindly |maybe |also )?|i(?:'d| would) (?:like|love) (?:you )?to |i want (?:you )?to |i wanna |help me (?:to )?|let'?s |let me (?!not )|i (?:need|have) to (?=(?:see|view|know|delete|remove|mark|rename|show|list|add|create)\b.*(?:\btasks?\b|#\d|\blist\b|\bto-?dos?\b))|go ahead and |i'?d like |may i |can i |please )+/i;
const CLOSINGS =
  /[,\s]*\b(?:please|pls|thanks|thank you|for me|now|right now|asap|if you can|will you|would you|ok\?|okay\?)[\s.!?]*$/i;

/** Drops greetings before, courtesies around. What is left may be empty. */
export function withoutCourtesy(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(OPENINGS, '').replace(REQUESTS, '').replace(CLOSINGS, '').trim();
  }
  return rest;
}

export function capitalized(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
