import { sql } from 'drizzle-orm';
import { NotFoundError, type TurnCommit } from '#chatkit/index.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import type { ChatContext } from './context.ts';
import { settleTurn } from './lease.ts';
import { upsertItem } from './rows.ts';

/** All that follows an answer, in one batch: its items, the state of the message, the budget, the lease. */
export async function commitTurn(commit: TurnCommit, ctx: ChatContext): Promise<void> {
  const { threadId, turnId, thread, input } = commit;
  const own = sql`id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid and ${passesGate(ctx)}`;
  const domains = thread?.allowed_image_domains ? JSON.stringify(thread.allowed_image_domains) : null;
  const statements = [
    ...commit.items.map((item) => upsertItem(ctx, threadId, item)),
    ...(input?.status === 'failed'
      ? [
          sql`update messages set status = 'failed' where id = ${input.id}::uuid
            and conversation_id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid and ${passesGate(ctx)}`,
        ]
      : []),
    ...(thread
      ? [
          sql`update conversations set title = ${thread.title ?? null}, status = ${JSON.stringify(thread.status)}::jsonb,
            allowed_image_domains = ${domains}::jsonb, metadata = ${JSON.stringify(thread.metadata)}::jsonb where ${own}`,
        ]
      : []),
  ];
  const isOurs = sql`turn_id = ${turnId}::uuid`;
  const endTurn = sql`
    update conversations set turn_id = case when ${isOurs} then null else turn_id end,
      turn_at = case when ${isOurs} then null else turn_at end, updated_at = now()
    where ${own} returning id`;
  const [, ended] = await gatedBatch(ctx, [
    ctx.db.execute(settleTurn(commit, ctx)),
    ctx.db.execute(endTurn),
    ...statements.map((statement) => ctx.db.execute(statement)),
  ]);
  if (ended.rows.length === 0) throw new NotFoundError('Conversation not found');
}
