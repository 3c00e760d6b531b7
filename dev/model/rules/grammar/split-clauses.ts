// "Add X, mark Y as done, and show me what's left" → its three wishes, in order.
import { maskQuotes } from './mask-quotes.ts';
import { plain } from './phrases.ts';

const TASK_WORD =
  '(?=[^,;.]*(?:\\btasks?\\b|#\\d|\\bto-?dos?\\b|\\blist\\b|\\b(?:first|second|third|last|\\d+)\\b|\\b(?:it|that|them)\\b))';
/** Beginnings that can hardly be part of a title. */
const SURE =
  "(?:mark|unmark|check off|tick off|cross off|show|list|display|what'?s|what is|what are|what have|what do|delete|remove|rename|reopen|tell me|give me|how many|add|create|complete|i(?:'ve| have)? (?:just )?(?:finished|completed)|make a (?:new )?task|remind me)\\b";
/** Beginnings that need a word about tasks to count. */
const UNSURE = `(?:update|change|edit|modify|finish|find|search|clear|cancel|close|set|move|view|see|get rid of|drop|erase|put|tick|check)\\b${TASK_WORD}`;
const START = `(?:(?:please|also|then|finally|now|can you|could you|next|lastly)[ ,]+)*(?:${SURE}|${UNSURE})`;
const BORDER = new RegExp(
  `(?:\\s*[,;]\\s*(?:and\\s+|then\\s+|and then\\s+|but\\s+)?|\\s*[.!?]\\s+(?:and\\s+|then\\s+|and then\\s+)?|\\s+(?:and then|and also|and|then|&|after that,?)\\s+)(?=${START})`,
  'gi',
);

/** One wish each. A list of titles after a colon ("Add three tasks: …") stays together. */
export function splitClauses(sentence: string): string[] {
  const masked = maskQuotes(plain(sentence));
  const clauses: string[] = [];
  for (const part of masked.text.split(BORDER)) {
    const before = clauses.at(-1);
    if (before !== undefined && continuesList(before, part))
      clauses[clauses.length - 1] = `${before}, ${part}`;
    else if (part.trim() !== '') clauses.push(part);
  }
  return clauses.map((clause) => masked.restore(clause).trim());
}

/** After "add tasks: a, b" only a wish about tasks themselves is a new wish. */
function continuesList(before: string, part: string): boolean {
  const isList = /^(?:[^:]*\b(?:add|create|make|new|put)\b[^:]*:)/i.test(before);
  return isList && !/\b(?:tasks?|done|list|left|complete|#\d+|pending)\b/i.test(part);
}
