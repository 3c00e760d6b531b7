// Days of the calendar, without a clock and without a zone.

/** `YYYY-MM-DD` */
export type Day = string;

const DAY_MS = 24 * 3600 * 1000;

const utcOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOf(new Date(utcOf(day).getTime() + days * DAY_MS));

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const first = firstOfMonth(day, months);
  const wanted = addDays(first, Number(day.slice(8)) - 1);
  return wanted.slice(0, 7) === first.slice(0, 7) ? wanted : lastOfMonth(first);
}

/** The first day of a month, counted from the month of `day`. */
export function firstOfMonth(day: Day, months = 0): Day {
  const date = utcOf(day);
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
}

export const lastOfMonth = (day: Day): Day => addDays(firstOfMonth(day, 1), -1);

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => utcOf(day).getUTCDay() || 7;

/** The Monday of the week. */
export const startOfWeek = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** Undefined when the calendar has no such day. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const utc = utcOf(day);
  return year >= 1000 && !Number.isNaN(utc.getTime()) && dayOf(utc) === day ? day : undefined;
}
