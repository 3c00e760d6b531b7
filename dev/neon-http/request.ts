// An HTTP request of Neon's driver → what to run. Throws BadRequest with a sentence for what it cannot read.
import type { IncomingHttpHeaders } from 'node:http';
import type { SqlRequest, Statement } from './messages.ts';

export class BadRequest extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

/** The only user, password and database the server knows. It ignores the host, which names a project at Neon. */
export const DATABASE_URL = 'postgres://local:local@localhost/app';

const ISOLATION_LEVELS: Record<string, string> = {
  ReadUncommitted: 'READ UNCOMMITTED',
  ReadCommitted: 'READ COMMITTED',
  RepeatableRead: 'REPEATABLE READ',
  Serializable: 'SERIALIZABLE',
};

/** The headers that describe a batch; the answer repeats them. */
export const BATCH_HEADERS = [
  'neon-batch-isolation-level',
  'neon-batch-read-only',
  'neon-batch-deferrable',
] as const;

export function checkConnectionString(given: string | undefined): void {
  if (!given) throw new BadRequest('The header Neon-Connection-String is missing');
  if (!URL.canParse(given)) throw new BadRequest('The header Neon-Connection-String holds no URL');
  const [url, known] = [new URL(given), new URL(DATABASE_URL)];
  if (!/^postgres(ql)?:$/.test(url.protocol))
    throw new BadRequest('The connection string is not one of Postgres');
  if (url.username !== known.username || url.password !== known.password) {
    throw new BadRequest(`password authentication failed for user "${url.username}"`, '28P01');
  }
  if (url.pathname !== known.pathname) {
    throw new BadRequest(`database "${url.pathname.slice(1)}" does not exist`, '3D000');
  }
}

export function readRequest(headers: IncomingHttpHeaders, text: string): SqlRequest {
  if (headers['neon-raw-text-output'] !== 'true') {
    throw new BadRequest('Only Neon-Raw-Text-Output: true is supported');
  }
  const asArray = headers['neon-array-mode'] === 'true';
  const body = parseJson(text);
  if (!isRecord(body)) throw new BadRequest('The body is not a JSON object');
  if (body.queries === undefined) return { statements: [readStatement(body, asArray)], begin: null };
  if (!Array.isArray(body.queries)) throw new BadRequest('queries is not an array');
  return {
    statements: body.queries.map((query: unknown) => readStatement(query, asArray)),
    begin: readBegin(headers),
  };
}

function readStatement(given: unknown, asArray: boolean): Statement {
  if (!isRecord(given) || typeof given.query !== 'string') throw new BadRequest('A query is not a string');
  const { query, params = [], arrayMode = asArray } = given;
  if (!Array.isArray(params)) throw new BadRequest('params is not an array');
  return { query, params: params.map(toText), rowAsArray: arrayMode === true };
}

function readBegin(headers: IncomingHttpHeaders): string {
  const [isolation, readOnly, deferrable] = BATCH_HEADERS.map((name) => headers[name]?.toString());
  const words = ['BEGIN'];
  if (isolation !== undefined) {
    const level = ISOLATION_LEVELS[isolation];
    if (!level) throw new BadRequest(`Neon-Batch-Isolation-Level "${isolation}" is not known`);
    words.push('ISOLATION LEVEL', level);
  }
  if (readOnly === 'true') words.push('READ ONLY');
  if (deferrable === 'true') words.push('DEFERRABLE');
  return words.join(' ');
}

/** JSON value → Postgres text. Neon's driver sends only strings and nulls; other clients send anything. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return toArrayLiteral(value);
  return JSON.stringify(value);
}

function toArrayLiteral(values: unknown[]): string {
  const items = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return toArrayLiteral(value);
    const text = toText(value) ?? '';
    return typeof value === 'number' || typeof value === 'boolean'
      ? text
      : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest('The body is not JSON'); // the parser's own words would quote the query
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
