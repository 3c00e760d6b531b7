// What the server's HTTP side and its database thread say to each other.

/** A statement with its parameters as Postgres text. */
export type Statement = { query: string; params: (string | null)[]; rowAsArray: boolean };

/** One HTTP request. A batch runs in one transaction that starts with `begin`. */
export type SqlRequest = { statements: Statement[]; begin: string | null };

/** The fields of an error body, in Neon's order. Absent ones are null there. */
export const ERROR_FIELDS = [
  'message',
  'code',
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'severity',
  'where',
  'table',
  'column',
  'schema',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
] as const;

export type ErrorBody = Record<(typeof ERROR_FIELDS)[number], string | null>;

export type Field = {
  name: string;
  dataTypeID: number;
  tableID: number;
  columnID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
  format: 'text';
};

export type Row = (string | null)[] | Record<string, string | null>;

export type SqlResult = {
  fields: Field[];
  rows: Row[];
  command: string;
  rowCount: number | null;
  rowAsArray: boolean;
};

/**
 * `json` is the whole body of the response. `broken`: the database gave no answer; PGlite gives none any more then.
 */
export type Outcome =
  | { kind: 'done'; json: string }
  | { kind: 'failed'; error: ErrorBody }
  | { kind: 'too_large' }
  | { kind: 'broken'; reason: string };

export type ToThread = { type: 'run'; id: number; request: SqlRequest } | { type: 'close' };
export type FromThread = { type: 'ready' } | { type: 'outcome'; id: number; outcome: Outcome };

/** An error body with everything but the given fields null. */
export function errorBody(fields: Partial<ErrorBody>): ErrorBody {
  return Object.fromEntries(ERROR_FIELDS.map((name) => [name, fields[name] ?? null])) as ErrorBody;
}
