// One JSON line per request, security event and fault. What people wrote, who they are and what lets them in
// never gets into a line: the redactor is the last wall, not the first.

import { keyedHash } from '#core/auth/keys.ts';

/** `detail.error` makes it an error line; errors are written with class, code and stack, without their words. */
export type Log = (event: string, detail?: Record<string, unknown>) => void;

type Sink = Pick<Console, 'log' | 'error'>;

export function createLog(sink: Sink = console): Log {
  return (event, detail = {}) => {
    const line = JSON.stringify({ ts: new Date().toISOString(), event, ...redactFields(detail) });
    if (detail.error === undefined) sink.log(line);
    else sink.error(line);
  };
}

/** How people and addresses are called in logs: a user alike in both Workers, an address another way each day. */
export type LogNames = {
  user(userId: string): Promise<string>;
  address(address: string, now: Date): Promise<string>;
};

export async function createLogNames(secret: string): Promise<LogNames> {
  const user = await keyedHash(secret, 'log-user');
  let today = { day: '', hash: user };
  return {
    user: async (userId) => (await user(userId)).slice(0, 12),
    address: async (address, now) => {
      const day = now.toISOString().slice(0, 10);
      if (day !== today.day) today = { day, hash: await keyedHash(secret, `log-address ${day}`) };
      return (await today.hash(address)).slice(0, 12);
    },
  };
}

const SECRET_KEY = /pass|token|secret|cookie|authori|email|title|description|content|message/i;
const SECRET_VALUE = /[\w-]+\.[\w-]+\.[\w-]{20,}|(?<![\w-])[\w-]{43}(?![\w-])|[^\s@"]+@[^\s@"]+\.[^\s@"]+/g;
const MAX_DEPTH = 4;

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replace(SECRET_VALUE, '[redacted]');
  if (value instanceof Error) return described(value);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  return redactFields(value, depth + 1);
}

function redactFields(record: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, entry]) => {
      const isCount = typeof entry === 'number' || typeof entry === 'boolean';
      return [key, SECRET_KEY.test(key) && !isCount ? '[redacted]' : redact(entry, depth)];
    }),
  );
}

/** Drivers and parsers quote SQL parameters and user text in their messages, so only our own are kept. */
function described(error: Error): { errors: string[]; stack: string[] } {
  const errors: string[] = [];
  const stack: string[] = [];
  for (let e: unknown = error; e instanceof Error && errors.length < 5; e = e.cause ?? sourceOf(e)) {
    const parts = [
      e.name,
      textOf(e, 'code'),
      textOf(e, 'constraint'),
      SPEAKS_OF_CODE.has(e.name) ? e.message : '',
    ];
    errors.push(String(redact(parts.filter((part) => part !== '').join(' '), 0)));
    stack.push(...(e.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)));
  }
  return { errors, stack: stack.slice(0, 20).map((line) => line.trim()) };
}

const SPEAKS_OF_CODE = new Set(['AppError', 'TypeError', 'RangeError', 'ReferenceError', 'Misconfigured']);
const sourceOf = (error: Error): unknown => ('sourceError' in error ? error.sourceError : undefined);
const textOf = (error: Error, key: string): string => {
  const value = (error as unknown as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : '';
};
