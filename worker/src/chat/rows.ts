// Between rows and the shapes of the ChatKit protocol.
import { type SQL, sql } from 'drizzle-orm';
import type { ItemStatus } from '#chatkit/index.ts';
import { ThreadItem } from '#chatkit/protocol/items.ts';
import type { ThreadMetadata } from '#chatkit/protocol/thread.ts';
import type { conversations, messages } from '#core/db/tables/conversations.ts';
import { passesGate } from '#core/db/user-gate.ts';
import { mendUnstorable } from '#core/text.ts';
import type { ChatContext } from './context.ts';
import { textOf } from './history.ts';
import { toStorableJson } from './storable.ts';

type ConversationRow = Pick<
  typeof conversations.$inferSelect,
  'id' | 'title' | 'status' | 'allowedImageDomains' | 'metadata' | 'createdAt'
>;

/** The casts say what the columns hold: only `saveThread` and the columns' defaults write them. */
export function toThread(row: ConversationRow): ThreadMetadata {
  return {
    id: row.id,
    ...(row.title !== null && { title: row.title }),
    created_at: row.createdAt.toISOString(),
    status: row.status as ThreadMetadata['status'],
    ...(row.allowedImageDomains !== null && { allowed_image_domains: row.allowedImageDomains as string[] }),
    metadata: row.metadata as ThreadMetadata['metadata'],
  };
}

export const toItem = (row: Pick<typeof messages.$inferSelect, 'item'>): ThreadItem =>
  ThreadItem.parse(row.item);

/**
 * Writes an item at the end of its conversation, or over the item of that id in its old place. The lock makes it
 * wait for a deletion of the conversation under way and then write nothing, instead of breaking the foreign key.
 *
 * @param condition Further condition on the conversation `c`, for batches that cannot branch.
 */
export function upsertItem(
  ctx: ChatContext,
  threadId: string,
  { item, status }: { item: ThreadItem; status: ItemStatus },
  condition: SQL = sql`true`,
): SQL {
  const calls = ctx.toolCalls.get(item.id);
  return sql`
    insert into messages (id, conversation_id, user_id, kind, status, role, content, tool_calls, item, created_at)
    select ${item.id}::uuid, c.id, c.user_id, ${item.type}, ${status}, ${roleOf(item)}, ${mendUnstorable(textOf(item))},
      ${calls ? toStorableJson(calls) : null}::jsonb, ${toStorableJson(item)}::jsonb, ${item.created_at}::timestamptz
    from conversations c
    where c.id = ${threadId}::uuid and c.user_id = ${ctx.userId}::uuid and ${passesGate(ctx)} and ${condition}
    for key share of c
    on conflict (id) do update
    set kind = excluded.kind, status = excluded.status, role = excluded.role, content = excluded.content,
      tool_calls = coalesce(excluded.tool_calls, messages.tool_calls), item = excluded.item
    where messages.user_id = excluded.user_id and messages.conversation_id = excluded.conversation_id
    returning id`;
}

function roleOf(item: ThreadItem): 'user' | 'assistant' | null {
  if (item.type === 'user_message') return 'user';
  return item.type === 'assistant_message' ? 'assistant' : null;
}
