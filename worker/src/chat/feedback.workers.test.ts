import { asc, eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { NotFoundError } from '#chatkit/index.ts';
import { connect } from '#core/db/client.ts';
import { feedback, messages } from '#core/db/tables/conversations.ts';
import { users } from '#core/db/tables/users.ts';
import { aConversation, aUser } from '#dev/factories.ts';
import { input } from '../testing/chat.ts';
import { type ChatContext, chatContext } from './context.ts';
import { addFeedback } from './feedback.ts';
import { postgresStore as store } from './postgres-store.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

/** Somebody with a thread of some messages. */
async function someone(items = 2) {
  const ctx = chatContext(await aUser(db), {
    requestId: 'test',
    budget: { turns: 1_000, tokens: 1_000_000 },
  });
  const thread_id = await aConversation(ctx);
  const item_ids: string[] = [];
  for (let n = 0; n < items; n += 1) {
    const item = {
      ...{ type: 'user_message' as const, id: crypto.randomUUID(), thread_id },
      ...{ created_at: new Date().toISOString(), ...input('Hello') },
    };
    await store.addThreadItem(thread_id, item, ctx);
    item_ids.push(item.id);
  }
  return { ctx, thread_id, item_ids };
}

const stored = async ({ userId }: ChatContext) =>
  db
    .select({ thread_id: feedback.conversationId, item_id: feedback.itemId, kind: feedback.kind })
    .from(feedback)
    .where(eq(feedback.userId, userId))
    .orderBy(asc(feedback.kind));

test('a thumb is stored for each item with who, where and when; the last one counts', async () => {
  const { ctx, thread_id, item_ids } = await someone();
  const [first, second] = item_ids as [string, string];
  await addFeedback({ thread_id, item_ids: [first, second, first], kind: 'positive' }, ctx);
  await addFeedback({ thread_id, item_ids: [second.toUpperCase()], kind: 'negative' }, ctx);
  expect(await stored(ctx)).toEqual([
    { thread_id, item_id: second, kind: 'negative' },
    { thread_id, item_id: first, kind: 'positive' },
  ]);
  const rows = await db.select().from(feedback).where(eq(feedback.conversationId, thread_id));
  for (const { createdAt } of rows) expect(Math.abs(Date.now() - createdAt.getTime())).toBeLessThan(60_000);
});

test("another user's item, one of another thread and one that is none are 404, and none of the list is stored", async () => {
  const [mine, other, theirs] = [await someone(), await someone(), await someone()];
  const { ctx, thread_id, item_ids } = mine;
  const elsewhere = await aConversation(ctx);
  for (const id of [...theirs.item_ids, crypto.randomUUID(), 'nonsense', '']) {
    const given = { thread_id, item_ids: [...item_ids, id], kind: 'positive' as const };
    await expect(addFeedback(given, ctx), id).rejects.toThrow(NotFoundError);
  }
  for (const foreign of [elsewhere, other.thread_id, 'nonsense']) {
    const given = { thread_id: foreign, item_ids, kind: 'positive' as const };
    await expect(addFeedback(given, ctx), foreign).rejects.toThrow(NotFoundError);
  }
  const given = { thread_id: other.thread_id, item_ids: other.item_ids, kind: 'negative' as const };
  await expect(addFeedback(given, ctx)).rejects.toThrow(NotFoundError);
  expect(await stored(ctx)).toEqual([]);
  expect(await stored(other.ctx)).toEqual([]);
});

test('a thumb on nothing stores nothing', async () => {
  const { ctx, thread_id } = await someone();
  await addFeedback({ thread_id, item_ids: [], kind: 'positive' }, ctx);
  expect(await stored(ctx)).toEqual([]);
});

test('a thumb outlives the message that a retry removes, and goes with the thread', async () => {
  const { ctx, thread_id, item_ids } = await someone();
  await addFeedback({ thread_id, item_ids, kind: 'negative' }, ctx);
  await db.delete(messages).where(eq(messages.conversationId, thread_id));
  expect(await stored(ctx)).toHaveLength(2);
  await store.deleteThread(thread_id, ctx);
  expect(await stored(ctx)).toEqual([]);
});

test('a user who was deactivated gives no thumb', async () => {
  const { ctx, thread_id, item_ids } = await someone();
  await db.update(users).set({ isActive: false }).where(eq(users.id, ctx.userId));
  const given = { thread_id, item_ids, kind: 'positive' as const };
  await expect(addFeedback(given, ctx)).rejects.toMatchObject({ code: 'inactive_user' });
  expect(await stored(ctx)).toEqual([]);
});
