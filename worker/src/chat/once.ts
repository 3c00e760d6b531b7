// Messages that may come twice. The key is written in the batch that begins the turn, with the ids of what that stored:
// a repeated request is answered from there, and nothing is stored or asked of a model again.
import { type SQL, sql } from 'drizzle-orm';
import type { TurnStart } from '#chatkit/index.ts';
import type { Once } from '#core/context.ts';
import { passesGate } from '#core/db/user-gate.ts';
import { AppError } from '#core/errors.ts';
import { onceOf } from '#core/idempotency.ts';
import { IDEMPOTENCY } from '#core/limits.ts';
import type { ChatContext } from './context.ts';
import { leaseIsFresh } from './fresh-lease.ts';

/** Thrown instead of beginning a turn a second time. */
export class ReplayedTurn extends Error {
  override readonly name = 'ReplayedTurn';
  readonly turn: KeptTurn;

  constructor(turn: KeptTurn) {
    super('This message was sent before');
    this.turn = turn;
  }
}

/** What the first request began; `failed` when its message got no answer. */
export type KeptTurn = { thread: string; item: string; turn: string; created: boolean; failed: boolean };
type Kept = { fingerprint: string; response: Omit<KeptTurn, 'failed'>; running: boolean; failed: boolean };

const WITH_KEY = new Set(['threads.create', 'threads.add_user_message']);

/** The key of a ChatKit request, in its metadata. @throws AppError `invalid_idempotency_key` */
export async function onceOfRequest(body: unknown): Promise<Once | undefined> {
  const { type, params, metadata } = Object(body);
  if (!WITH_KEY.has(type)) return undefined;
  return onceOf(Object(metadata).idempotency_key, ['chatkit', type, params]);
}

/** For the WHERE of what begins a turn: no other turn was begun with this key today. */
export const isFirstTurn = (ctx: ChatContext): SQL =>
  ctx.once ? sql`not exists (select 1 from idempotency k where ${ownKey(ctx, ctx.once)})` : sql`true`;

/** Keeps the key of a turn that has its lease, in place of one that is too old to count. */
export function keepTurn(start: TurnStart, ctx: ChatContext, held: SQL): SQL {
  if (!ctx.once || (start.kind !== 'create' && start.kind !== 'message')) return sql`select 1 where false`;
  const created = start.kind === 'create';
  const response = { thread: start.item.thread_id, item: start.item.id, turn: start.turnId, created };
  return sql`
    insert into idempotency (user_id, key, fingerprint, status, response, created_at)
    select ${ctx.userId}::uuid, ${ctx.once.key}::text, ${ctx.once.fingerprint}::text, 200,
      ${JSON.stringify(response)}::jsonb, ${ctx.now().toISOString()}::timestamptz
    where ${held}
    on conflict (user_id, key) do update set fingerprint = excluded.fingerprint, status = excluded.status,
      response = excluded.response, created_at = excluded.created_at`;
}

/** What an earlier request with this key has begun. */
export function keptTurn({ turnId }: TurnStart, ctx: ChatContext): SQL {
  if (!ctx.once) return sql`select 1 where false`;
  return sql`
    select k.fingerprint, k.response,
      exists (select 1 from conversations r where r.id::text = k.response->>'thread' and r.user_id = k.user_id
        and r.turn_id::text = k.response->>'turn' and ${leaseIsFresh(sql`r`)}) as running,
      exists (select 1 from messages m where m.id::text = k.response->>'item' and m.user_id = k.user_id
        and m.status = 'failed') as failed
    from idempotency k where ${ownKey(ctx, ctx.once)} and k.response->>'turn' is distinct from ${turnId}::text`;
}

/** @throws ReplayedTurn; AppError `idempotency_mismatch`, `idempotency_in_progress` */
export function refuseRepeated(rows: Record<string, unknown>[], ctx: ChatContext): void {
  const kept = rows[0] as Kept | undefined;
  if (!kept || !ctx.once) return;
  if (kept.fingerprint !== ctx.once.fingerprint) {
    throw new AppError('idempotency_mismatch', 'This idempotency key was used with another request');
  }
  if (kept.running) {
    throw new AppError('idempotency_in_progress', 'The first request with this key is still running', {
      retryAfterSeconds: 1,
    });
  }
  throw new ReplayedTurn({ ...kept.response, failed: kept.failed });
}

function ownKey(ctx: ChatContext, { key }: Once): SQL {
  const since = new Date(ctx.now().getTime() - IDEMPOTENCY.lifeHours * 3_600_000).toISOString();
  return sql`k.user_id = ${ctx.userId}::uuid and k.key = ${key}::text and ${passesGate(ctx)}
    and k.created_at > ${since}::timestamptz`;
}
