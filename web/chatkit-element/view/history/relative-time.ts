// How long ago something was, in the words of a language.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

/** The largest unit that fits; below a minute "now". Empty for what is no time. */
export function relativeTime(instant: string, now: number, language: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  // A server's clock may be ahead of this one, and its times may lack their zone.
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? ['second', 0];
  return words.format(size === 0 ? 0 : -Math.floor(seconds / size), unit);
}
