import type { Intent } from '../../intent.ts';
import { plain, statusIn, TASK_NOUN } from '../phrases.ts';
import { withoutOwner } from '../read-owner.ts';
import { readReference } from '../read-reference.ts';

const SHOW =
  /^(?:show|list|display|view|see|print|read(?: me)?|get|fetch|pull up|bring up|give me|tell me|what|what'?s|which|who|where|any|is there|are there|do i|did i|have i|how many|how much|count|find|search(?: for)?|look(?: up| for)?|check|review|open|go through|remaining|pending|completed|all|my|everything|recap|summary|summari[sz]e|list out|anything|i need to (?:see|know)|i want to see|let me see)\b/i;
const ABOUT_LIST = new RegExp(
  `\\b(?:${TASK_NOUN}|lists?|pending|left|remain(?:s|ing)?|outstanding|unfinished|incomplete|completed?|finish(?:ed)?|done|accomplish(?:ed)?|to do|everything|on my plate|agenda|still (?:need|have)|i have|checked off|plate|open|what'?s next|to work on|do next|do now|should i do)\\b`,
  'i',
);
const ALONE =
  /^(?:(?:all )?(?:my |the )?(?:pending |completed |open |remaining |finished |done |unfinished )?(?:tasks|to-?dos?|to-?do list|list|todo list|task list)|show(?: me)?)[?.!]*$/i;
const COUNT = /\b(?:how many|how much|count|number of)\b/i;
const ABOUT = new RegExp(
  `\\b(?:${TASK_NOUN}|anything|something|ones?|everything|all)\\b[^.]*?\\b(?:about|regarding|related to|mentioning|containing|with the word|involving|concerning|that mentions?|called|named)\\s+(.+?)$`,
  'i',
);
/** "Is pay bills done?", "what's its description?" */
const STATE =
  /^(?:is|are|was|did i (?:finish|do|complete)|have i (?:finished|done|completed))\s+(?!there\b|any)(.+?)(?:\s+(?:already |still )?(?:done|finished|completed?|pending|open))?$|^(?:what(?:'s| is)|show(?: me)?) (its|that) (?:description|details?|notes?)$/i;
const SEARCHED = /^(?:find|search(?: for)?|look(?: up| for)?|where(?:'s| is))\s+(.+)$/i;
const DETAIL =
  /^(?:show|view|see|display|open|get|give|read|tell)(?: me)?\s+(?:the )?(?:details? (?:of|for|about) |about |description (?:of|for) |more about )?(.+)$|^what(?:'s| is|s) (?:the description (?:of|for) |in |the details? of )?(.+)$/i;

export function readListing(clause: string): Intent | null {
  const text = plain(clause).replace(/[.!?\s]+$/, '');
  const { phrase, owner } = withoutOwner(text);
  if (ALONE.test(phrase)) return list(phrase, null, owner);
  const state = STATE.exec(phrase);
  const asked = state ? readReference(state[1] ?? 'it') : null;
  if (asked && asked.by !== 'nothing' && asked.by !== 'all') return { do: 'show', which: asked };
  if (!SHOW.test(phrase) || (!ABOUT_LIST.test(phrase) && !SEARCHED.test(phrase) && !isDetail(phrase)))
    return null;
  const about = ABOUT.exec(phrase)?.[1] ?? null;
  if (about) return list(phrase.slice(0, phrase.length - about.length), about, owner);
  const detail = detailOf(phrase);
  if (detail) return { do: 'show', which: detail };
  return list(phrase, searched(phrase), owner);
}

function list(phrase: string, about: string | null, owner: string | null): Intent {
  const named = about === null ? null : readReference(about);
  const words = named?.by === 'words' ? named.text : null;
  return { do: 'list', status: statusIn(phrase), about: words, count: COUNT.test(phrase), owner };
}

/** "find my grocery task" looks for words, "find my pending tasks" does not. */
function searched(phrase: string): string | null {
  const object = SEARCHED.exec(phrase)?.[1];
  if (object === undefined || statusIn(object) !== 'all') return null;
  const which = readReference(object);
  return which.by === 'words' ? object : null;
}

/** One task by number or place, or by its description: "show task 3", "what's the description of …". */
function detailOf(phrase: string): ReturnType<typeof readReference> | null {
  const match = DETAIL.exec(phrase);
  const which = readReference(match?.[1] ?? match?.[2] ?? '');
  if (which.by === 'number' && which.exact) return which;
  if (which.by === 'position' || which.by === 'last_added') return which;
  return /\b(?:details?|description|more about)\b/i.test(phrase) &&
    (which.by === 'words' || which.by === 'focus')
    ? which
    : null;
}

function isDetail(phrase: string): boolean {
  return detailOf(phrase) !== null;
}
