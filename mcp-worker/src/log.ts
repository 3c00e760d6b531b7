// One JSON line per request and per fault. Never: texts of tasks, tool arguments, tokens, addresses in clear.

export type LogLine = Record<string, string | number | boolean | undefined> & { level: 'info' | 'error' };
export type Log = (line: LogLine) => void;

export const consoleLog: Log = (line) => {
  const text = JSON.stringify({ ts: new Date().toISOString(), ...line });
  if (line.level === 'error') console.error(text);
  else console.log(text);
};

/** A fault for the log: class and stack, with its causes. Drivers and parsers quote user text in their messages. */
export function described(error: unknown): { error: string; stack: string } {
  const classes: string[] = [];
  const frames: string[] = [];
  for (let e = error; e instanceof Error && classes.length < 5; e = e.cause) {
    classes.push(`${e.name}${'code' in e ? ` ${e.code}` : ''}${ownMessage(e)}`);
    frames.push(...(e.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)));
  }
  return { error: classes.join(' < ') || typeof error, stack: frames.slice(0, 20).join('\n') };
}

const ownMessage = (e: Error): string =>
  e instanceof TypeError || e instanceof RangeError || e instanceof ReferenceError ? `: ${e.message}` : '';
