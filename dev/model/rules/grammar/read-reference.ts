// "the first one", "#3 and #5", "my grocery task", "it" → Reference.
import type { Reference } from '../intent.ts';
import { plain, statusIn, TASK_NOUN, unquoted } from './phrases.ts';

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const COUNTS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const RANGE_MAX = 50;

const ARTICLE = /^(?:(?:the|my|our|that|this|only|just|both|also|then|on|off|with|a|an|out|up)\s+)+/i;
const LIST_TAIL =
  /\s+(?:from|off|off of|on|in|of|out of)\s+(?:the|my|this|that)?\s*(?:to-?do\s*)?(?:lists?|tasks|todos|to-?dos)$/i;
const FOCUS = /^(?:it|that|this|that one|this one|(?:that|this|the same) (?:task|one|item|todo)|itself)$/i;
const FOCUS_PLURAL =
  /^(?:them|those|these|both|they|(?:all|both) of (?:them|those|these)|them all|those (?:tasks|ones|two|three)|these (?:tasks|ones))$/i;
const LAST_ADDED =
  /^(?:(?:the|my) )?(?:(?:last|latest|newest|most recent|new) (?:one|task|item)? ?(?:that )?(?:i|you|we) (?:just )?(?:added|created|made)|(?:one|task) (?:that )?(?:i|you|we) (?:just )?(?:added|created|made)(?: last)?|(?:newest|latest|most recent|new) (?:one|task|item))$/i;
const EVERYTHING = /^(?:all|every|everything|each|any|whole)\b|^(?:list|to-?do list|to-?dos|tasks)$/i;
const PLURAL_BY_STATUS =
  /^(?:already )?(?:completed?|finished|done|pending|open|remaining|unfinished|incomplete|closed) ?(?:tasks|ones|items|to-?dos|things|stuff)?$/i;

export function readReference(phrase: string): Reference {
  const text = plain(phrase)
    .replace(/[.!?,;:\s]+$/, '')
    .replace(LIST_TAIL, '');
  if (FOCUS.test(text)) return { by: 'focus', plural: false };
  if (FOCUS_PLURAL.test(text)) return { by: 'focus', plural: true };
  if (LAST_ADDED.test(text)) return { by: 'last_added' };
  const bare = text.replace(ARTICLE, '').trim();
  return readNumbers(bare) ?? readOrdinals(bare) ?? readAll(bare, text) ?? readWords(bare);
}

function readWords(bare: string): Reference {
  const quoted = /^(?:(?:task|one|item|todo) )?(?:called |named |titled )?(["'].+["'])$/i.exec(bare)?.[1];
  if (quoted) return { by: 'words', text: unquoted(quoted) };
  const named = bare
    .replace(
      new RegExp(
        `^(?:${TASK_NOUN}|ones?)\\s+(?:about|called|named|titled|for|with|to|regarding|on|that says|:)?\\s*`,
        'i',
      ),
      '',
    )
    .replace(new RegExp(`\\s+(?:${TASK_NOUN}|ones?)$`, 'i'), '');
  const text = unquoted(named);
  return text === '' || /^(?:tasks?|one|something|anything|some|items?|todo|to-?do|thing|stuff)$/i.test(text)
    ? { by: 'nothing' }
    : { by: 'words', text };
}

function readNumbers(bare: string): Reference | null {
  const noun =
    /^(?:(tasks?|items?|to-?dos?|ones?)\s*)?(?:(?:numbers?|nos?\.?|nr\.?)\s*)?/i.exec(bare)?.[0] ?? '';
  const rest = bare.slice(noun.length);
  const worded = noun === '' ? rest : rest.replace(/^[a-z]+$/i, (word) => numberWord(word));
  if (
    !/^#?\d+(?:(?:\s*(?:,|&|-|–|and|to|through|until|,\s*and)\s*|\s+)(?:(?:tasks?|number)\s*)?#?\d+)*$/i.test(
      worded,
    )
  )
    return null;
  const range = /^#?(\d+)\s*(?:-|–|to|through|until)\s*#?(\d+)$/i.exec(worded);
  const numbers = range
    ? span(Number(range[1]), Number(range[2]))
    : [...worded.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return { by: 'number', numbers, exact: /#/.test(worded) || /^(?:tasks?|items?|to-?dos?)/i.test(noun) };
}

function numberWord(word: string): string {
  const index = COUNTS.indexOf(word.toLowerCase());
  return index < 0 ? word : String(index + 1);
}

function span(first: number, last: number): number[] {
  const length = Math.min(Math.max(last - first + 1, 1), RANGE_MAX);
  return Array.from({ length }, (_, offset) => first + offset);
}

function readOrdinals(bare: string): Reference | null {
  const words = bare.replace(
    new RegExp(`\\s*\\b(?:${TASK_NOUN}|ones?)\\b\\s*(?:you (?:listed|showed|mentioned)|listed|shown)?$`, 'i'),
    '',
  );
  const counted = /^(?:first|top) (\w+)$/i.exec(words)?.[1];
  const count = counted === undefined ? Number.NaN : Number(numberWord(counted));
  if (count >= 2 && count <= RANGE_MAX) {
    return { by: 'several', parts: Array.from({ length: count }, (_, index) => ({ by: 'position', index })) };
  }
  const places = words.split(/\s*,\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?/i).map(place);
  const parts = places.flatMap((index) => (index === null ? [] : [{ by: 'position' as const, index }]));
  if (parts.length === 0 || parts.length < places.length) return null;
  return parts.length === 1 ? (parts[0] ?? null) : { by: 'several', parts };
}

function place(word: string): number | null {
  const text = word.toLowerCase().replace(/\s+(?:one|task)$/, '');
  if (/^(?:last|final|bottom)$/.test(text)) return -1;
  if (text === 'top') return 0;
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(text)?.[1];
  const index = digits === undefined ? ORDINALS.indexOf(text) : Number(digits) - 1;
  return index < 0 ? null : index;
}

function readAll(bare: string, text: string): Reference | null {
  if (PLURAL_BY_STATUS.test(bare) && statusIn(bare) !== 'all')
    return { by: 'all', status: statusIn(bare), about: null };
  if (!EVERYTHING.test(bare) && !/^(?:all|every)\b/i.test(text)) return null;
  const about = bare
    .replace(
      /^(?:all|every|everything|each|any|whole)\b\s*(?:single\s+)?(?:of\s+)?(?:the|my|our|these|those)?\s*/i,
      '',
    )
    .replace(
      /\b(?:that (?:is|are|i have|i'?ve|i)|which (?:is|are)|i have|i'?ve|already|been|currently|still)\b/gi,
      ' ',
    )
    .replace(
      /\b(?:completed?|finished|done|pending|open|remaining|left|unfinished|incomplete|list|to-?do list)\b/gi,
      ' ',
    )
    .replace(new RegExp(`\\b(?:${TASK_NOUN}|ones|stuff)\\b`, 'gi'), ' ')
    .replace(/^\s*(?:about|for|with|related to|regarding|on|in|from|my|the)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  const vague = about === '' || /^(?:my|the|in|on|of|from|not|it|them|at once)(?: (?:my|the))?$/i.test(about);
  return { by: 'all', status: statusIn(bare), about: vague ? null : about };
}
