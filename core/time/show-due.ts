/** A due date as its zone's clock and calendar show it: "Sun 2026-11-22 17:00 Asia/Karachi". */
export function showDue(at: string, hasTime: boolean, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  const day = `${parts.weekday} ${parts.year}-${parts.month}-${parts.day}`;
  return hasTime ? `${day} ${parts.hour}:${parts.minute} ${zone}` : day;
}

/** Abbreviations and offsets are left out, because Postgres and JavaScript read some of them differently. */
const NAME = /^UTC$|^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$/;

/** Whether this is the IANA name of a zone, as browsers give it. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name) || name.length > 64) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
