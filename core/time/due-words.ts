// A person's words for when a task is due. What day it is depends on where they are, which only the database
// knows: the words become a rule here, and `due-sql.ts` lets the rule meet the zone.
import { AppError } from '../errors.ts';
import { addDays } from './calendar.ts';
import { type DayRule, readAmount, readDay } from './day-words.ts';

export type DueRule =
  /** `time` is `HH:MM`; `rolls` means tomorrow when that time has passed today. */
  | { kind: 'day'; day: DayRule; time: string | null; rolls: boolean }
  /** The same moment wherever the user is. */
  | { kind: 'instant'; at: (now: Date) => Date };

/** @throws AppError `invalid_request`, which says what is understood. */
export function readDue(text: string): DueRule {
  const words = plainWords(text).replace(/^(due|by|on|at|for|until) /, '');
  const rule = readInstant(words) ?? readLocal(words);
  if (!rule) throw unknownDate(text);
  return rule;
}

export const plainWords = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

export function unknownDate(text: string): AppError {
  const shown = [...text].slice(0, 40).join('');
  return new AppError(
    'invalid_request',
    `Unknown date '${shown}'. Understood: today, tomorrow, friday, next week, in 3 days, 24 dec, 2026-12-24, and with a time: tomorrow 5pm, 17:00, 2026-12-24T17:00`,
  );
}

function readInstant(words: string): DueRule | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(z|[+-]\d{2}:?\d{2})$/.exec(words);
  if (iso) {
    const [, day = '', time = '', seconds = '', offset = ''] = iso;
    const at = new Date(
      `${day}T${time}${seconds}${offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`,
    );
    return readDay(day) && !Number.isNaN(at.getTime()) ? { kind: 'instant', at: () => at } : undefined;
  }
  const [, amount = '', unit] = /^in ([a-z]+|\d{1,3}) (minute|min|hour)s?$/.exec(words) ?? [];
  const n = readAmount(amount);
  if (n === undefined) return undefined;
  const ms = n * (unit === 'hour' ? 3_600_000 : 60_000);
  return { kind: 'instant', at: (now) => new Date(now.getTime() + ms) };
}

function readLocal(words: string): DueRule | undefined {
  const whole = readDay(words);
  if (whole && words !== 'tonight') return { kind: 'day', day: whole, time: null, rolls: false };
  const alone = readTime(words);
  if (alone) return { kind: 'day', day: (today) => today, time: alone, rolls: words !== 'tonight' };
  for (const [day, time] of splits(words)) {
    const rule = readDay(day);
    const at = rule && readTime(time);
    if (at) return { kind: 'day', day: rule, time: at, rolls: false };
  }
  return undefined;
}

/** Every way to read the words as a day and a time, in either order. */
function splits(words: string): [day: string, time: string][] {
  const parts = words.replace(/^(\d{4}-\d{2}-\d{2})t/, '$1 ').split(' ');
  return parts.slice(1).flatMap((_, i): [string, string][] => {
    const [head, tail] = [parts.slice(0, i + 1).join(' '), parts.slice(i + 1).join(' ')];
    return [
      [head.replace(/,$/, ''), tail],
      [tail.replace(/^on /, ''), head],
    ];
  });
}

const NAMED_TIMES: Partial<Record<string, string>> = {
  noon: '12:00',
  midnight: '00:00',
  morning: '09:00',
  afternoon: '15:00',
  evening: '18:00',
  night: '20:00',
  tonight: '20:00',
};

/** `HH:MM`. A bare "5" is no time: nobody knows which half of the day it means. */
function readTime(words: string): string | undefined {
  const text = words.replace(/^(at|in the) /, '');
  const named = NAMED_TIMES[text];
  if (named) return named;
  const [, hours, minutes = '00', half] =
    /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)$/.exec(text) ?? [];
  if (hours && half) {
    const isValid = Number(hours) >= 1 && Number(hours) <= 12 && Number(minutes) < 60;
    return isValid ? clock((Number(hours) % 12) + (half.startsWith('p') ? 12 : 0), minutes) : undefined;
  }
  const [, hour, minute = ''] = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(text) ?? [];
  return hour ? clock(Number(hour), minute) : undefined;
}

const clock = (hours: number, minutes: string): string => `${String(hours).padStart(2, '0')}:${minutes}`;

/** The day after a rule's day, or before it. */
export const shifted =
  (rule: DayRule, days: number): DayRule =>
  (today) =>
    addDays(rule(today), days);
