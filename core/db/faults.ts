// What a failed request to the database means, and whether it may be sent again.
import { AppError } from '../errors.ts';

type Fault =
  /** Rolled back for certain, and worth another try at once. */
  | 'collision'
  /** The server said that it did not even begin. */
  | 'refused'
  /** Nobody knows whether the statements ran. */
  | 'lost'
  /** A fault of the statement, or an answer that makes no sense: repeating would not help. */
  | 'final';

const COLLISION_TRIES = 3;

/**
 * Runs a request, again where that is safe: collisions up to three times; a lost request once if it is
 * `repeatable` (reads, and writes that carry their own id); a refused one once in any case.
 * @throws AppError `database_unavailable` when the database could not be reached; other errors as they came.
 */
export async function withRetries<T>(
  request: () => Promise<T>,
  { repeatable, onRetry }: { repeatable: boolean; onRetry: () => void },
): Promise<T> {
  let collisions = 0;
  for (let again = false; ; ) {
    try {
      return await request();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'final') throw error;
      if (fault === 'collision' && collisions < COLLISION_TRIES) {
        await pause(20 * 2 ** collisions, 40 * 2 ** collisions);
        collisions += 1;
      } else if (!again && (fault === 'refused' || (fault === 'lost' && repeatable))) {
        again = true;
        await pause(100, 300);
      } else {
        throw unavailable(error);
      }
      onRetry();
    }
  }
}

/** SQLSTATE of a driver's error, also when drizzle has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && /^[0-9A-Z]{5}$/.test(e.code)) return e.code;
  }
  return undefined;
}

/** Name of the constraint that a statement broke. */
export function brokenConstraint(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('constraint' in e && typeof e.constraint === 'string') return e.constraint;
  }
  return undefined;
}

/** The product's error inside whatever drizzle wrapped around it. */
export function appErrorIn(error: unknown): AppError | undefined {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof AppError) return e;
  return undefined;
}

function faultOf(error: unknown): Fault {
  const state = sqlState(error);
  if (state === '40001' || state === '40P01') return 'collision';
  if (state === '57P03' || state === '53300' || state === '08001' || state === '08004') return 'refused';
  if (state && /^(57P0|08)/.test(state)) return 'lost';
  if (!(error instanceof Error)) return 'final';
  // The driver hangs what `fetch` threw on `sourceError`; a body that breaks off rejects by itself.
  if ('sourceError' in error && error.sourceError) return 'lost';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'lost';
  return /^Server error \(HTTP status (429|5\d\d)\)/.test(error.message) ? 'lost' : 'final';
}

const unavailable = (cause: unknown): AppError =>
  new AppError('database_unavailable', 'Service temporarily unavailable', { retryAfterSeconds: 5, cause });

const pause = (minMs: number, maxMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, minMs + Math.random() * (maxMs - minMs)));
