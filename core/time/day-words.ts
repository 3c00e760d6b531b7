// A person's words for one day → a rule that gives the day once it is known which day it is where they are.
import {
  addDays,
  addMonths,
  type Day,
  dayFrom,
  firstOfMonth,
  lastOfMonth,
  startOfWeek,
  weekdayOf,
} from './calendar.ts';

export type DayRule = (today: Day) => Day;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const SMALL = [
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

/** @param words In lower case, without white space at the ends. Undefined when they name no day. */
export const readDay = (words: string): DayRule | undefined =>
  NAMED[words] ?? readIsoDay(words) ?? readDistance(words) ?? readWeekday(words) ?? readDate(words);

const day =
  (days: number): DayRule =>
  (today) =>
    addDays(today, days);
const nextWeek: DayRule = (today) => addDays(startOfWeek(today), 7);

const NAMED: Partial<Record<string, DayRule>> = {
  today: day(0),
  tonight: day(0),
  tomorrow: day(1),
  tom: day(1),
  tmrw: day(1),
  yesterday: day(-1),
  'day after tomorrow': day(2),
  'the day after tomorrow': day(2),
  'next week': nextWeek,
  'next month': (today) => firstOfMonth(today, 1),
  'next year': (today) => `${Number(today.slice(0, 4)) + 1}-01-01`,
  weekend: (today) => addDays(today, 6 - Math.min(weekdayOf(today), 6)),
  'this weekend': (today) => addDays(today, 6 - Math.min(weekdayOf(today), 6)),
  'end of month': lastOfMonth,
  'end of the month': lastOfMonth,
};

function readIsoDay(words: string): DayRule | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words) ?? [];
  const found = year && dayFrom(Number(year), Number(month), Number(date));
  return found ? () => found : undefined;
}

function readDistance(words: string): DayRule | undefined {
  const [, before, after] = /^in (.+)$|^(.+) from (?:now|today)$/.exec(words) ?? [];
  const [, amount = '', unit = ''] =
    /^([a-z]+|\d{1,3}) (day|week|month|year)s?$/.exec(before ?? after ?? '') ?? [];
  const n = readAmount(amount);
  if (n === undefined) return undefined;
  if (unit === 'day') return day(n);
  if (unit === 'week') return day(7 * n);
  return (today) => addMonths(today, unit === 'year' ? 12 * n : n);
}

/** "3", "three", "a"; undefined for other words. */
export function readAmount(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  if (text === 'a' || text === 'an') return 1;
  const index = SMALL.indexOf(text);
  return index === -1 ? undefined : index + 1;
}

/** "friday" is the next one after today, "this friday" may be today, "next friday" belongs to the next week. */
function readWeekday(words: string): DayRule | undefined {
  const [, which, name = ''] = /^(?:(this|next|coming) )?([a-z]+)$/.exec(words) ?? [];
  const weekday = indexOfName(WEEKDAYS, name) + 1;
  if (weekday === 0) return undefined;
  if (which === 'next') return (today) => addDays(nextWeek(today), weekday - 1);
  const soonest = which === 'this' ? 0 : 1;
  return (today) => addDays(today, ((weekday - weekdayOf(today) - soonest + 7) % 7) + soonest);
}

/** "24 dec", "december 24th, 2026", "the 25th": without a year or a month, the next one that has not passed. */
function readDate(words: string): DayRule | undefined {
  const plain = words.replace(/^the /, '').replace(/,/g, ' ').replace(/ of /, ' ').replace(/ +/g, ' ');
  const [, date] = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(plain) ?? [];
  if (date) return nextDayOfMonth(Number(date));
  const [, d1, m1, m2, d2, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?)(?: (\d{4}))?$/.exec(plain) ??
    [];
  const month = indexOfName(MONTHS, m1 ?? m2 ?? '') + 1;
  const dateOfMonth = Number(d1 ?? d2);
  if (month === 0) return undefined;
  if (year === undefined) return nextDate(month, dateOfMonth);
  const found = dayFrom(Number(year), month, dateOfMonth);
  return found ? () => found : undefined;
}

/** Enough tries for the 29th of February. */
const YEARS_AHEAD = 8;

function nextDate(month: number, date: number): DayRule | undefined {
  if (dayFrom(2024, month, date) === undefined) return undefined;
  return (today) => {
    const year = Number(today.slice(0, 4));
    const found = [...Array(YEARS_AHEAD + 1).keys()].map((n) => dayFrom(year + n, month, date));
    return found.find((candidate) => candidate !== undefined && candidate >= today) ?? today;
  };
}

function nextDayOfMonth(date: number): DayRule | undefined {
  if (date < 1 || date > 31) return undefined;
  return (today) => {
    const found = [0, 1, 2].map((months) => addDays(firstOfMonth(today, months), date - 1));
    return found.find((candidate) => candidate >= today && Number(candidate.slice(8)) === date) ?? today;
  };
}

/** Whole names and their beginnings of three letters and more. */
const indexOfName = (names: string[], name: string): number =>
  name.length < 3 ? -1 : names.findIndex((whole) => whole.startsWith(name));
