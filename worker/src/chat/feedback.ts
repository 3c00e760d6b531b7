import { sql } from 'drizzle-orm';
import { NotFoundError } from '#chatkit/index.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import { isUuid } from '#core/uuid.ts';
import type { ChatContext } from './context.ts';

type Feedback = { thread_id: string; item_ids: string[]; kind: 'positive' | 'negative' };

/**
 * Stores a thumb for each of the items, over an earlier one.
 *
 * @throws NotFoundError when one of them is not in this thread of this user; nothing is stored then.
 */
export async function addFeedback(given: Feedback, ctx: ChatContext): Promise<void> {
  const ids = [...new Set(given.item_ids.map((id) => id.toLowerCase()))];
  if (ids.length === 0) return;
  if (![given.thread_id, ...ids].every(isUuid)) throw new NotFoundError('Message not found');
  const own = sql`m.id = any(${`{${ids.join(',')}}`}::uuid[]) and m.conversation_id = ${given.thread_id}::uuid
    and m.user_id = ${ctx.userId}::uuid`;
  const [stored] = await gatedBatch(ctx, [
    ctx.db.execute(sql`
      insert into feedback (conversation_id, item_id, user_id, kind)
      select c.id, m.id, m.user_id, ${given.kind}
      from conversations c join messages m on m.conversation_id = c.id
      where ${own} and ${passesGate(ctx)} and (select count(*) from messages m where ${own}) = ${ids.length}
      order by m.id
      for key share of c
      on conflict (conversation_id, item_id) do update set kind = excluded.kind, created_at = excluded.created_at
      where feedback.user_id = excluded.user_id
      returning item_id`),
  ]);
  if (stored.rows.length !== ids.length) throw new NotFoundError('Message not found');
}
