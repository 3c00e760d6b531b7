// When a task is due, as its form holds it and as its row says it. A day without a time is a day of the zone it was
// set in; a time is a moment, so it is shown by the clock of this browser.
import type { Task } from '#core/tasks/schema.ts';

type Due = Pick<Task, 'due_at' | 'due_has_time' | 'tz'>;

/** Values of the date and the time input; empty when there is none. */
export type DueFields = { date: string; time: string };

const DAY_MS = 86_400_000;

export function dueFields({ due_at, due_has_time, tz }: Due): DueFields {
  if (due_at === null) return { date: '', time: '' };
  const at = new Date(due_at);
  if (!due_has_time) return { date: dayIn(tz, at), time: '' };
  return { date: dayIn(null, at), time: at.toTimeString().slice(0, 5) };
}

/** What the API is told; null takes the due date away. */
export function dueWords({ date, time }: DueFields): string | null {
  if (date === '') return null;
  return time === '' ? date : new Date(`${date}T${time}`).toISOString();
}

export type DueLabel = { text: string; tone: 'late' | 'today' | 'later' };

/** "Tomorrow", "Friday, 17:00", "Overdue · 3 Nov". What is done is not late. */
export function dueLabel(task: Due & Pick<Task, 'is_completed'>, now: Date): DueLabel | null {
  const { date, time } = dueFields(task);
  if (task.due_at === null) return null;
  const days = (startOf(date) - startOf(dayIn(null, now))) / DAY_MS;
  const late = !task.is_completed && (time ? new Date(task.due_at) < now : days < 0);
  const day = dayName(date, days, now);
  const clock = time && `, ${format({ timeStyle: 'short' }, new Date(task.due_at))}`;
  return {
    text: `${late ? 'Overdue · ' : ''}${day}${clock}`,
    tone: late ? 'late' : days === 0 && !task.is_completed ? 'today' : 'later',
  };
}

function dayName(date: string, days: number, now: Date): string {
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  const day = new Date(startOf(date));
  if (days > 1 && days < 7) return format({ weekday: 'long', timeZone: 'UTC' }, day);
  const year = Number(date.slice(0, 4)) === now.getFullYear() ? {} : { year: 'numeric' as const };
  return format({ day: 'numeric', month: 'short', ...year, timeZone: 'UTC' }, day);
}

const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** `YYYY-MM-DD` as a calendar in the zone shows it; of this browser without one, or with one it does not know. */
function dayIn(zone: string | null, at: Date): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...parts, ...(zone && { timeZone: zone }) }).format(at);
  } catch {
    return new Intl.DateTimeFormat('en-CA', parts).format(at);
  }
}

const format = (options: Intl.DateTimeFormatOptions, at: Date): string =>
  new Intl.DateTimeFormat(undefined, options).format(at);
