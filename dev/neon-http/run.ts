// Runs one request on PGlite: a statement by itself, or a batch in one transaction.
import type { PGlite } from '@electric-sql/pglite';
import { errorBody, type Outcome, type SqlRequest, type SqlResult, type Statement } from './messages.ts';
import { decode, encode, type Reply } from './wire.ts';

/** Neon's documents allow 64 MB, the default in its proxy's source is this; the stricter one holds here. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Never throws. Afterwards nothing of the session is left, as behind Neon's pool. */
export async function run(database: PGlite, request: SqlRequest): Promise<Outcome> {
  try {
    return await runAndReset(database, request);
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function runAndReset(database: PGlite, { statements, begin }: SqlRequest): Promise<Outcome> {
  const frame = (query: string) => (begin === null ? [] : [plain(query)]);
  const results: SqlResult[] = [];
  let outcome: Outcome | null = null;
  let size = 0;
  let state = 'I';
  for (const statement of [...frame(begin ?? ''), ...statements, ...frame('COMMIT')]) {
    const reply = await send(database, statement);
    state = reply.state;
    size += reply.size;
    if (reply.result) results.push(reply.result);
    else outcome = { kind: 'failed', error: reply.error ?? errorBody({ message: 'No answer' }) };
    if (size > MAX_BYTES) outcome = { kind: 'too_large' };
    if (outcome) break;
  }
  if (state !== 'I') await send(database, plain('ROLLBACK'));
  await send(database, plain('DISCARD ALL'));
  if (outcome) return outcome;
  const body = begin === null ? results[0] : { results: results.slice(1, -1) };
  return { kind: 'done', json: JSON.stringify(body) };
}

function plain(query: string): Statement {
  return { query, params: [], rowAsArray: true };
}

/** Throws when the engine has stopped answering as Postgres does: only a new process helps then. */
async function send(database: PGlite, statement: Statement): Promise<Reply & { state: string }> {
  const answer = await database.execProtocolStream(encode(statement), { throwOnError: false });
  const reply = decode(answer, statement.rowAsArray);
  if (reply.error?.message?.includes('ERRORDATA_STACK_SIZE')) throw new Error(reply.error.message);
  if (reply.state === null) throw new Error('PGlite did not finish its answer');
  return { ...reply, state: reply.state };
}
