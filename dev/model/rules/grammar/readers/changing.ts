// Renaming and describing.
import type { Intent } from '../../intent.ts';
import { capitalized, unquoted } from '../phrases.ts';
import { readReference } from '../read-reference.ts';

const FIELD = '(?:description|details?|notes?|comment)';
const SAYS = '(?:to|as|with|saying|that says|into|:|=|be)';

/** Groups: the task, the text. */
const DESCRIBE = [
  new RegExp(
    `^(?:update|change|set|edit|modify|add|write|put|attach|give|make|fill in)\\s+(?:a |an |the |its |new )*${FIELD}\\s+(?:of|for|to|on|in)\\s+(.+?)\\s*(?:\\b(?:to|as|saying|that says|into|be)\\b|:|=)\\s*:?\\s*(.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:update|change|set|edit|modify)\\s+(.+?)(?:'s|s')?\\s+${FIELD}\\s*${SAYS}\\s*:?\\s*(.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:add|attach|write)\\s+(["'].+["'])\\s+(?:as|to)\\s+(?:a |the )?${FIELD}\\s+(?:of|for|to|on)\\s+(.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:add|attach|write|put|set)\\s+(?:a |the )?${FIELD}\\s*:?\\s*(["'].+["'])\\s+(?:to|for|on|of)\\s+(.+)$`,
    'i',
  ),
  new RegExp(
    `^(?:give|update)\\s+(.+?)\\s+(?:a |the |with )?(?:the )?${FIELD}\\s*(?:of|saying|:)?\\s*(["'].+)$`,
    'i',
  ),
  /^describe\s+(.+?)\s+as\s+(.+)$/i,
];
const CLEAR = new RegExp(
  `^(?:clear|remove|delete|erase|empty)\\s+(?:the |its )?${FIELD}\\s+(?:of|for|from|on)\\s+(.+)$`,
  'i',
);
const DESCRIBE_WITHOUT_TEXT = new RegExp(
  `^(?:update|change|set|edit|modify|add|write|rewrite)\\s+(?:a |an |the |its |new )*${FIELD}(?:\\s+(?:of|for|to|on|in)\\s+(.+))?$`,
  'i',
);
const RENAME = [
  /^(?:rename|retitle|re-?name|call)\s+(.+?)\s+(?:to|as|into|:|=>|->)\s*(.+)$/i,
  /^(?:change|update|edit|modify|set)\s+(?:the )?(?:title|name|text|wording)\s+(?:of|for|on)\s+(.+?)\s+(?:to|into|as)\b\s*:?\s*(.+)$/i,
  /^(?:change|update|edit|modify|set)\s+(.+?)(?:'s)?\s+(?:title|name)\s+(?:to|into|as)\b\s*:?\s*(.+)$/i,
  /^(?:change|update|edit|modify|replace|turn|make|switch)\s+(.+?)\s+(?:to say|to be|to read|to|into|with)\b\s*:?\s*(.+)$/i,
  /^(.+?) should (?:be called|be named|be|say|read)\s+(.+)$/i,
  /^(?:rename|edit|update|change|modify)\s+(.+?)\s*[:=]\s*(.+)$/i,
  /^(?:make|have|let)\s+(.+?)\s+(?:say|read|be called)\s+(.+)$/i,
  /^call\s+((?:task\s*)?#?\d+|it|that|the \w+ one)\s+(.+)$/i,
];
const RENAME_WITHOUT_TEXT =
  /^(?:rename|retitle|update|change|edit|modify)(?:\s+(?:the )?(?:title|name)\s+of)?(?:\s+(.+))?$/i;
const STATE =
  /^["']?(?:(?:as )?(?:complete[d]?|done|finished|pending|not (?:yet )?(?:done|completed?|finished)|incomplete|open|todo|to do|undone|unfinished))["']?[.!]*$/i;

export function readChanging(clause: string): Intent | null {
  const cleared = CLEAR.exec(clause)?.[1];
  if (cleared !== undefined) return { do: 'describe', which: readReference(cleared), text: '' };
  return describing(clause) ?? renaming(clause) ?? withoutText(clause);
}

function describing(clause: string): Intent | null {
  for (const [index, pattern] of DESCRIBE.entries()) {
    const match = pattern.exec(clause);
    if (!match?.[1] || !match[2]) continue;
    const textFirst = index === 2 || index === 3;
    const [task, text] = textFirst ? [match[2], match[1]] : [match[1], match[2]];
    return { do: 'describe', which: readReference(task), text: unquoted(text) };
  }
  return null;
}

function renaming(clause: string): Intent | null {
  for (const pattern of RENAME) {
    const match = pattern.exec(clause);
    if (!match?.[1] || !match[2] || STATE.test(match[2]) || /^i\b/i.test(match[1])) continue;
    const which = readReference(match[1].replace(/^(?:the )?(?:title|name) of /i, ''));
    if (which.by === 'nothing') continue;
    return { do: 'rename', which, title: capitalized(unquoted(match[2])) };
  }
  return null;
}

function withoutText(clause: string): Intent | null {
  const described = DESCRIBE_WITHOUT_TEXT.exec(clause);
  if (described) return { do: 'describe', which: readReference(described[1] ?? ''), text: null };
  const renamed = RENAME_WITHOUT_TEXT.exec(clause);
  if (!renamed || /\b(?:as|to|back to) (?:complete|done|pending|not|incomplete)/i.test(clause)) return null;
  return { do: 'rename', which: readReference(renamed[1] ?? ''), title: null };
}
