// Requests of a chat door, of which a repeated one is answered from what the first one has stored.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { ProcessResult } from '#chatkit/index.ts';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { ThreadMetadata } from '#chatkit/protocol/thread.ts';
import { isHidden, toWireItem, toWireThread } from '#chatkit/wire.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { gatedBatch, passesGate } from '#core/db/user-gate.ts';
import { AppError } from '#core/errors.ts';
import type { Chat } from './chat.ts';
import type { ChatContext, StoredToolCall } from './context.ts';
import { ownConversation } from './lease.ts';
import { type KeptTurn, ReplayedTurn } from './once.ts';
import { toItem, toThread } from './rows.ts';

/** @param options.retryFailed Answers a message again whose first answer failed, for doors that report only wholes. */
export async function processOnce(
  chat: Chat,
  body: unknown,
  context: ChatContext,
  { retryFailed = false } = {},
): Promise<ProcessResult> {
  try {
    return await chat.process(body, context);
  } catch (error) {
    if (!(error instanceof ReplayedTurn)) throw error;
    const { turn } = error;
    if (!retryFailed || !turn.failed) return replay(turn, context);
    delete context.once; // the message has its key; a new answer needs none
    const params = { thread_id: turn.thread, item_id: turn.item };
    return chat.process({ type: 'threads.retry_after_item', params }, context);
  }
}

async function replay(turn: KeptTurn, context: ChatContext): Promise<ProcessResult> {
  const { thread, items } = await storedTurn(turn, context);
  context.replayed = true;
  const events = replayedEvents(turn, thread, items);
  return { kind: 'stream', turnId: turn.turn, events, stop() {} };
}

/** The message and what is stored of its answer, up to the next message. */
async function storedTurn(
  { thread, item }: KeptTurn,
  ctx: ChatContext,
): Promise<{ thread: ThreadMetadata; items: ThreadItem[] }> {
  const own = and(eq(messages.conversationId, thread), eq(messages.userId, ctx.userId), passesGate(ctx));
  const from = sql`${messages.seq} >= (select m.seq from messages m where m.id = ${item}::uuid)`;
  const [threads, rows] = await gatedBatch(ctx, [
    ctx.db.select().from(conversations).where(ownConversation(ctx, thread)),
    ctx.db.select().from(messages).where(and(own, from)).orderBy(asc(messages.seq)).limit(ITEMS_MAX),
  ]);
  if (!threads[0]) throw new AppError('not_found', 'Conversation not found');
  const next = rows.findIndex(({ kind }, index) => index > 0 && kind === 'user_message');
  const mine = next < 0 ? rows : rows.slice(0, next);
  for (const { id, toolCalls } of mine) {
    if (toolCalls) ctx.toolCalls.set(id, toolCalls as StoredToolCall[]); // only `upsertItem` writes the column
  }
  return { thread: toThread(threads[0]), items: mine.map(toItem).filter((one) => !isHidden(one)) };
}

const ITEMS_MAX = 100;

async function* replayedEvents(
  { created }: KeptTurn,
  thread: ThreadMetadata,
  [input, ...answer]: ThreadItem[],
): AsyncGenerator<ThreadStreamEvent, undefined> {
  if (created) yield { type: 'thread.created', thread: toWireThread(thread) };
  if (input) yield { type: 'thread.item.done', item: toWireItem(input) };
  yield { type: 'stream_options', stream_options: { allow_cancel: false } };
  for (const item of answer) yield { type: 'thread.item.done', item: toWireItem(item) };
  return undefined;
}
