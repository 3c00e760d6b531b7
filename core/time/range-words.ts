// A person's words for a range of due dates, in whole days.
import { addDays, firstOfMonth, lastOfMonth, startOfWeek } from './calendar.ts';
import { type DayRule, readAmount, readDay } from './day-words.ts';
import { plainWords, shifted, unknownDate } from './due-words.ts';

export type DueRange =
  | { kind: 'overdue' | 'none' | 'any' }
  /** Both ends belong to it; an absent one is open. */
  | { kind: 'days'; from?: DayRule; to?: DayRule };

/** @throws AppError `invalid_request` */
export function readDueRange(text: string): DueRange {
  const words = plainWords(text).replace(/^(due|in|within) (?!\d|an? )/, '');
  const range =
    NAMED[words] ?? readNextDays(words) ?? readBetween(words) ?? readOpen(words) ?? readOneDay(words);
  if (!range) throw unknownDate(text);
  return range;
}

const thisDay: DayRule = (today) => today;

const NAMED: Partial<Record<string, DueRange>> = {
  overdue: { kind: 'overdue' },
  late: { kind: 'overdue' },
  none: { kind: 'none' },
  'no date': { kind: 'none' },
  any: { kind: 'any' },
  'this week': { kind: 'days', from: startOfWeek, to: (today) => addDays(startOfWeek(today), 6) },
  'next week': {
    kind: 'days',
    from: (today) => addDays(startOfWeek(today), 7),
    to: (today) => addDays(startOfWeek(today), 13),
  },
  'this month': { kind: 'days', from: (today) => firstOfMonth(today), to: lastOfMonth },
  'next month': {
    kind: 'days',
    from: (today) => firstOfMonth(today, 1),
    to: (today) => lastOfMonth(firstOfMonth(today, 1)),
  },
};

function readNextDays(words: string): DueRange | undefined {
  const [, amount = '', unit] = /^(?:the )?(?:next|coming) ([a-z]+|\d{1,3}) (day|week)s?$/.exec(words) ?? [];
  const n = readAmount(amount);
  if (n === undefined) return undefined;
  return { kind: 'days', from: thisDay, to: (today) => addDays(today, unit === 'week' ? 7 * n : n) };
}

function readBetween(words: string): DueRange | undefined {
  const [, a1, b1, a2, b2] =
    /^between (.+) and (.+)$|^(?:from )?(.+?) ?(?: to | until |\.\.) ?(.+)$/.exec(words) ?? [];
  const [from, to] = [readDay(a1 ?? a2 ?? ''), readDay(b1 ?? b2 ?? '')];
  return from && to && { kind: 'days', from, to };
}

function readOpen(words: string): DueRange | undefined {
  const [, side = '', text = ''] = /^(before|until|by|after|from|since) (.+)$/.exec(words) ?? [];
  const rule = readDay(text);
  if (!rule) return undefined;
  if (side === 'after') return { kind: 'days', from: shifted(rule, 1) };
  if (side === 'from' || side === 'since') return { kind: 'days', from: rule };
  return { kind: 'days', to: side === 'before' ? shifted(rule, -1) : rule };
}

function readOneDay(words: string): DueRange | undefined {
  const rule = readDay(words.replace(/^on /, ''));
  return rule && { kind: 'days', from: rule, to: rule };
}
