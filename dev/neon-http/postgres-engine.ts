// The other engine: a real PostgreSQL, asked as Neon's proxy asks it. It shows what PGlite's one connection cannot:
// lock waits, deadlocks, serialization failures and missing grants.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ClientBase,
  DatabaseError,
  Pool,
  type PoolClient,
  type QueryArrayConfig,
  type QueryArrayResult,
} from 'pg';
import type { Engine } from './engine.ts';
import { errorBody, type Outcome, type SqlRequest, type SqlResult, type Statement } from './messages.ts';
import { MAX_BYTES } from './run.ts';
import { toField, toObject } from './wire.ts';

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Opens a pool on the server; requests run side by side. Throws a sentence when the server cannot be reached.
 *
 * @param url Connection string of the server, with its port.
 */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: '-c timezone=UTC',
    types: { getTypeParser: () => (text: string) => text },
  });
  // A connection that ends makes its query reject, and the pool opens another; without a listener Node would end.
  pool
    .on('error', () => {})
    .on('connect', (client) => {
      client.on('error', () => {});
      // The driver fails a COPY FROM STDIN, but its Sync went out before and the server has skipped it.
      client.connection.on('copyInResponse', () => client.connection.sync());
    });
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new Error(`PostgreSQL at ${new URL(url).host} could not be opened`, { cause });
  }
  return {
    run: (request) => run(pool, request),
    close: async () => {
      await Promise.race([pool.end(), delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

async function run(pool: Pool, request: SqlRequest): Promise<Outcome> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    const outcome = await runStatements(client, request);
    await reset(client);
    client.release();
    return outcome;
  } catch (error) {
    client?.release(true); // its session is in no known state
    return error instanceof DatabaseError ? failed(error) : { kind: 'broken', reason: String(error) };
  }
}

/** Rejects only when the connection is lost. */
async function runStatements(client: ClientBase, { statements, begin }: SqlRequest): Promise<Outcome> {
  const results: SqlResult[] = [];
  let size = 0;
  try {
    if (begin !== null) await client.query(begin);
    for (const statement of statements) {
      const { fields, rows, command, rowCount } = await client.query(toConfig(statement));
      size += sizeOf(rows);
      if (size > MAX_BYTES) return { kind: 'too_large' };
      results.push(toResult({ fields, rows, command, rowCount }, statement));
    }
    if (begin !== null) await client.query('COMMIT');
  } catch (error) {
    if (error instanceof DatabaseError && !isFatal(error)) return failed(error);
    throw error;
  }
  return { kind: 'done', json: JSON.stringify(begin === null ? results[0] : { results }) };
}

/** Afterwards nothing of the session is left. */
async function reset(client: ClientBase): Promise<void> {
  if (client.getTransactionStatus() !== 'I') await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
}

/** The extended protocol even without parameters, so that a request holds one statement. */
const toConfig = ({ query, params }: Statement): QueryArrayConfig & { queryMode: 'extended' } => ({
  text: query,
  values: params,
  rowMode: 'array',
  queryMode: 'extended',
});

type Answer = Pick<QueryArrayResult<(string | null)[]>, 'fields' | 'rows' | 'command' | 'rowCount'>;

function toResult({ fields, rows, command, rowCount }: Answer, { rowAsArray }: Statement): SqlResult {
  const columns = fields.map(toField);
  return {
    fields: columns,
    rows: rowAsArray ? rows : rows.map((row) => toObject(columns, row)),
    command: command ?? '',
    rowCount,
    rowAsArray,
  };
}

const sizeOf = (rows: (string | null)[][]): number =>
  rows.reduce((sum, row) => row.reduce((bytes, value) => bytes + (value?.length ?? 0), sum), 0);

const failed = (error: DatabaseError): Outcome => {
  const { message, name: _, length: __, ...fields } = error;
  return { kind: 'failed', error: errorBody({ ...fields, message }) };
};

/** The server closes the connection after such an error. */
const isFatal = ({ severity }: DatabaseError): boolean => severity === 'FATAL' || severity === 'PANIC';
