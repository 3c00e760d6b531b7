// Is a client still connected? Our own record decides, asked at most every ten seconds in one isolate, so that a
// revoked client is refused everywhere within that time although KV may take a minute.
import type { Db } from '#core/db/client.ts';
import { AppError } from '#core/errors.ts';
import { type LiveGrant, touchGrant } from '#core/grants/grants.ts';
import { CLIENT } from '#core/limits.ts';

const FRESH_MS = 10_000;
const REMEMBERED = 1_000;

type Entry = LiveGrant & { userId: string; checkedAt: number; uncounted: number };

export type GrantChecks = {
  /** Counts one call. @throws AppError `invalid_token`; `rate_limited` until midnight UTC. */
  use(db: Db, grant: { id: string; userId: string }, now: Date): Promise<LiveGrant>;
  /** The next call of this user's clients asks again. */
  forget(userId: string): void;
};

export function createGrantChecks(): GrantChecks {
  const entries = new Map<string, Entry>();

  const ask = async (db: Db, grant: { id: string; userId: string }, now: Date): Promise<Entry> => {
    const calls = 1 + (entries.get(grant.id)?.uncounted ?? 0);
    entries.delete(grant.id);
    const live = await touchGrant(db, { ...grant, calls, now });
    if (!live) throw new AppError('invalid_token', 'Could not validate credentials');
    const entry = { ...live, userId: grant.userId, checkedAt: now.getTime(), uncounted: 0 };
    if (entries.size >= REMEMBERED) entries.delete(entries.keys().next().value ?? '');
    entries.set(grant.id, entry);
    return entry;
  };

  return {
    async use(db, grant, now) {
      const known = entries.get(grant.id);
      const isFresh = known && now.getTime() - known.checkedAt < FRESH_MS && known.userId === grant.userId;
      if (isFresh) known.uncounted += 1;
      const entry = isFresh ? known : await ask(db, grant, now);
      if (entry.callsToday + entry.uncounted > CLIENT.callsPerDay) throw tooManyToday(now);
      return entry;
    },
    forget(userId) {
      for (const [id, entry] of entries) if (entry.userId === userId) entries.delete(id);
    },
  };
}

function tooManyToday(now: Date): AppError {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  const retryAfterSeconds = Math.max(1, Math.ceil((midnight - now.getTime()) / 1000));
  return new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds });
}
