import { expect, test } from 'vitest';
import { dayFrom } from './calendar.ts';
import { readDue } from './due-words.ts';
import { readDueRange } from './range-words.ts';
import { isTimeZone, showDue } from './show-due.ts';

/** A Saturday. */
const TODAY = '2026-11-21';

/** The day, and the time if there is one, that the words mean on a day. */
function meant(words: string, today = TODAY): string {
  const rule = readDue(words);
  if (rule.kind === 'instant') return rule.at(new Date('2026-11-21T12:00:00Z')).toISOString();
  return [rule.day(today), rule.time, rule.rolls && 'or the next day'].filter(Boolean).join(' ');
}

test.each([
  ['today', '2026-11-21'],
  ['Tomorrow', '2026-11-22'],
  ['  by   tomorrow ', '2026-11-22'],
  ['yesterday', '2026-11-20'],
  ['day after tomorrow', '2026-11-23'],
  ['in 3 days', '2026-11-24'],
  ['in a week', '2026-11-28'],
  ['two weeks from now', '2026-12-05'],
  ['in 1 month', '2026-12-21'],
  ['in a year', '2027-11-21'],
  ['monday', '2026-11-23'],
  ['on Fri', '2026-11-27'],
  ['saturday', '2026-11-28'],
  ['this saturday', '2026-11-21'],
  ['this sunday', '2026-11-22'],
  ['next friday', '2026-11-27'],
  ['next week', '2026-11-23'],
  ['next month', '2026-12-01'],
  ['next year', '2027-01-01'],
  ['weekend', '2026-11-21'],
  ['end of month', '2026-11-30'],
  ['24 dec', '2026-12-24'],
  ['December 24th', '2026-12-24'],
  ['the 24th of december', '2026-12-24'],
  ['Dec 24, 2027', '2027-12-24'],
  ['1 march', '2027-03-01'],
  ['21 nov', '2026-11-21'],
  ['29 feb', '2028-02-29'],
  ['the 25th', '2026-11-25'],
  ['on the 5th', '2026-12-05'],
  ['31st', '2026-12-31'],
  ['2026-12-24', '2026-12-24'],
  ['2020-02-29', '2020-02-29'],
  ['5pm', '2026-11-21 17:00 or the next day'],
  ['17:00', '2026-11-21 17:00 or the next day'],
  ['noon', '2026-11-21 12:00 or the next day'],
  ['12 am', '2026-11-21 00:00 or the next day'],
  ['tonight', '2026-11-21 20:00'],
  ['today 12pm', '2026-11-21 12:00'],
  ['tomorrow at 5:30 pm', '2026-11-22 17:30'],
  ['5pm tomorrow', '2026-11-22 17:00'],
  ['9am on monday', '2026-11-23 09:00'],
  ['friday morning', '2026-11-27 09:00'],
  ['next friday, 17:00', '2026-11-27 17:00'],
  ['24 dec 2026 18.30 p.m.', undefined],
  ['24 dec 6.30pm', '2026-12-24 18:30'],
  ['2026-12-24T17:00', '2026-12-24 17:00'],
  ['2026-12-24 17:00:30', '2026-12-24 17:00'],
  ['2026-12-24T17:00:00Z', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24T17:00:00.250+05:00', '2026-12-24T12:00:00.250Z'],
  ['2026-12-24T17:00-0330', '2026-12-24T20:30:00.000Z'],
  ['in 2 hours', '2026-11-21T14:00:00.000Z'],
  ['in 30 minutes', '2026-11-21T12:30:00.000Z'],
])('on Saturday, 21 November 2026, "%s" means %s', (words, expected) => {
  const read = () => meant(words);
  if (expected === undefined) expect(read).toThrow('Unknown date');
  else expect(read()).toBe(expected);
});

test.each([
  ['in 1 month', '2026-01-31', '2026-02-28'],
  ['in 1 month', '2028-01-31', '2028-02-29'],
  ['in 13 months', '2026-12-31', '2028-01-31'],
  ['in a year', '2028-02-29', '2029-02-28'],
  ['tomorrow', '2026-12-31', '2027-01-01'],
  ['the 31st', '2026-11-21', '2026-12-31'],
  ['the 30th', '2026-01-31', '2026-03-30'],
  ['end of the month', '2028-02-01', '2028-02-29'],
  ['next month', '2026-12-31', '2027-01-01'],
  ['next week', '2026-11-23', '2026-11-30'],
  ['next friday', '2026-11-23', '2026-12-04'],
  ['sunday', '2026-11-22', '2026-11-29'],
  ['weekend', '2026-11-22', '2026-11-22'],
])('"%s" said on %s means %s', (words, today, expected) => {
  expect(meant(words, today)).toBe(expected);
});

test.each([
  ...[
    'soon',
    'xyz',
    'buy milk',
    '5',
    'at 5',
    '25:00',
    '13pm',
    '0am',
    '17:60',
    '12/5',
    '2026-02-30',
    '2026-13-01',
  ],
  ...[
    '0000-01-01',
    '31 feb',
    'the 32nd',
    'the 0th',
    'in days',
    'in 1000 days',
    'in -1 days',
    'next',
    'the',
    'ma',
  ],
  ...[
    '2026-02-30T10:00Z',
    '2026-12-24T25:00Z',
    'tomorrow tomorrow',
    '5pm 6pm',
    "'; drop table tasks;--",
    '1e9',
  ],
])('"%s" is no date, and the refusal says what is', (words) => {
  expect(() => readDue(words)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  expect(() => readDue(words)).toThrow('Understood: today, tomorrow, friday');
});

test.each([
  ['this week', '2026-11-16', '2026-11-22'],
  ['next week', '2026-11-23', '2026-11-29'],
  ['this month', '2026-11-01', '2026-11-30'],
  ['next month', '2026-12-01', '2026-12-31'],
  ['next 7 days', '2026-11-21', '2026-11-28'],
  ['in the next two weeks', '2026-11-21', '2026-12-05'],
  ['today', '2026-11-21', '2026-11-21'],
  ['on friday', '2026-11-27', '2026-11-27'],
  ['before friday', undefined, '2026-11-26'],
  ['until friday', undefined, '2026-11-27'],
  ['after tomorrow', '2026-11-23', undefined],
  ['from tomorrow', '2026-11-22', undefined],
  ['today to 24 dec', '2026-11-21', '2026-12-24'],
  ['between 2026-01-01 and 2026-01-31', '2026-01-01', '2026-01-31'],
  ['2026-01-01..2026-01-31', '2026-01-01', '2026-01-31'],
])('the range "%s" goes from %s to %s', (words, from, to) => {
  const range = readDueRange(words);
  expect(range.kind).toBe('days');
  const days = range as Extract<typeof range, { kind: 'days' }>;
  expect([days.from?.(TODAY), days.to?.(TODAY)]).toEqual([from, to]);
});

test('other ranges are overdue, none and any; what is no range is refused', () => {
  expect(['overdue', 'No date', 'any'].map((words) => readDueRange(words).kind)).toEqual([
    'overdue',
    'none',
    'any',
  ]);
  for (const words of ['', 'soon', 'before', 'friday to', 'tomorrow 5pm']) {
    expect(() => readDueRange(words), words).toThrow('Unknown date');
  }
});

test('a due date is shown as the clock and the calendar of its zone show it', () => {
  expect(showDue('2026-11-22T12:00:00Z', true, 'Asia/Karachi')).toBe('Sun 2026-11-22 17:00 Asia/Karachi');
  expect(showDue('2026-11-21T19:00:00Z', false, 'Asia/Karachi')).toBe('Sun 2026-11-22');
  expect(showDue('2026-11-22T00:00:00Z', true, 'UTC')).toBe('Sun 2026-11-22 00:00 UTC');
});

test('zones are known by their IANA names only', () => {
  const known = ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'];
  const unknown = [
    '',
    'utc+5',
    '+05:00',
    'PST',
    'Nope/Zone',
    'Europe/',
    "UTC'; --",
    `A/${'x'.repeat(100)}`,
    '../etc/passwd',
  ];
  expect(known.filter(isTimeZone)).toEqual(known);
  expect(unknown.filter(isTimeZone)).toEqual([]);
});

test('a day that the calendar does not have is none', () => {
  expect(dayFrom(2028, 2, 29)).toBe('2028-02-29');
  expect([dayFrom(2026, 2, 29), dayFrom(2026, 0, 1), dayFrom(2026, 1, 32), dayFrom(999, 1, 1)]).toEqual(
    Array(4).fill(undefined),
  );
});
