// Days as a date field has them, from the times of a widget. Pure but for the zone of the page.

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day of an ISO time where the user is; a day without a time is that day everywhere. */
export function dayOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value.trim();
  if (DAY.test(text)) return Number.isNaN(Date.parse(text)) ? '' : text;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return '';
  const [year, month, day] = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return year > 9999 || year < 0 ? '' : `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
