// The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): a request that may be sent again.
import type { Context } from '#core/context.ts';
import { onceOf } from '#core/idempotency.ts';
import type { C } from './app-env.ts';

/**
 * The context of a change, with the key of this request if it has one.
 * @throws AppError `invalid_idempotency_key`
 */
export async function onceContext(c: C, body: unknown): Promise<Context> {
  const once = await onceOf(c.req.header('idempotency-key'), [c.req.method, pathOf(c), body]);
  return once ? { ...c.var.ctx, once } : c.var.ctx;
}

/** With and without a slash at its end a path means the same. */
const pathOf = (c: C): string => c.req.path.replace(/\/$/, '');

/** Says that this is the answer of an earlier request with the same key. */
export const replayHeaders = ({ replayed }: { replayed: boolean }): Record<string, string> =>
  replayed ? { 'idempotent-replayed': 'true' } : {};
