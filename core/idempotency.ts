// Requests that may come twice. The key is written in the same batch as the change, behind the lock on the user's
// row: both exist or none, and a second request waits for the first and then gets its answer.
import { type SQL, sql } from 'drizzle-orm';
import type { Context, Once } from './context.ts';
import { idempotency } from './db/tables/limits.ts';
import { taskEvents } from './db/tables/tasks.ts';
import { passesGate } from './db/user-gate.ts';
import { AppError } from './errors.ts';
import type { Recorded } from './events/record.ts';
import { IDEMPOTENCY } from './limits.ts';
import type { Stored } from './tasks/task.ts';

const KEY = /^(?:"([\w-]{16,64})"|([\w-]{16,64}))$/;

/**
 * @param given The key as the client sent it, with or without the quotes of a structured field.
 * @param asked What it is sent with: the same key with something else is refused.
 * @throws AppError `invalid_idempotency_key`
 */
export async function onceOf(given: unknown, asked: readonly unknown[]): Promise<Once | undefined> {
  if (given === undefined || given === null) return undefined;
  const [, quoted, plain] = (typeof given === 'string' && KEY.exec(given)) || [];
  const key = quoted ?? plain;
  if (key === undefined) {
    throw new AppError(
      'invalid_idempotency_key',
      'An idempotency key has 16 to 64 of A-Z, a-z, 0-9, _ and -',
    );
  }
  const bytes = new TextEncoder().encode(canonical(asked));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { key, fingerprint: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** JSON in which the order of an object's keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const ownKey = (ctx: Context, { key }: Once): SQL =>
  sql`${idempotency.userId} = ${ctx.userId} and ${idempotency.key} = ${key} and ${passesGate(ctx)}`;

/** For the WHERE of a change: nothing has been done with this key. */
export const isFirst = (ctx: Context): SQL =>
  ctx.once ? sql`not exists (select 1 from ${idempotency} where ${ownKey(ctx, ctx.once)})` : sql`true`;

/** Drops a key that is too old to count, or whose request has died. */
export const forgetDead = (ctx: Context, once: Once): SQL => {
  const age = sql`${ctx.now().toISOString()}::timestamptz - ${idempotency.createdAt}`;
  const isDead = sql`${age} >= make_interval(hours => ${IDEMPOTENCY.lifeHours}) or (${idempotency.status} is null and ${age} >= make_interval(secs => ${IDEMPOTENCY.runningSeconds}))`;
  return sql`delete from ${idempotency} where ${ownKey(ctx, once)} and (${isDead})`;
};

export type Kept = {
  fingerprint: string;
  status: number | null;
  response: { tasks?: Stored[] } | null;
  events: Recorded[];
};

/** What was done with the key before, with the events that it names. */
export const kept = (ctx: Context, once: Once): SQL => sql`
  select fingerprint, status, response, coalesce((
    select jsonb_agg(jsonb_build_object('event', ${taskEvents.id}, 'before', ${taskEvents.before}, 'after', ${taskEvents.after}) order by ${taskEvents.seq})
    from ${taskEvents}
    where ${taskEvents.userId} = ${ctx.userId}
      and ${taskEvents.id}::text in (select jsonb_array_elements_text(response -> 'events'))
  ), '[]') as events
  from ${idempotency} where ${ownKey(ctx, once)}`;

/** A CTE that keeps the ids of the events which the CTE `event` has written. */
export const keepEvents = (ctx: Context): SQL =>
  ctx.once
    ? sql`, kept as (${insertKey(ctx, ctx.once)}, jsonb_build_object('events', jsonb_agg(event.id)) from event having count(*) > 0)`
    : sql``;

/** Keeps the rows of a request that found nothing to change. @param unchanged A query for whole rows of tasks. */
export const keepUnchanged = (ctx: Context, once: Once, unchanged: SQL): SQL =>
  sql`${insertKey(ctx, once)}, jsonb_build_object('tasks', jsonb_agg(to_jsonb(same))) from (${unchanged}) same where ${isFirst(ctx)} having count(*) > 0`;

const insertKey = (ctx: Context, { key, fingerprint }: Once): SQL =>
  sql`insert into ${idempotency} (user_id, key, fingerprint, created_at, status, response)
    select ${ctx.userId}::uuid, ${key}::text, ${fingerprint}::text, ${ctx.now().toISOString()}::timestamptz, 200`;

/** @throws AppError `idempotency_mismatch`, `idempotency_in_progress` */
export function checkKept({ fingerprint, status }: Kept, once: Once): void {
  if (fingerprint !== once.fingerprint) {
    throw new AppError('idempotency_mismatch', 'This idempotency key was used with another request');
  }
  if (status === null) {
    throw new AppError('idempotency_in_progress', 'The first request with this key is still running', {
      retryAfterSeconds: 1,
    });
  }
}
