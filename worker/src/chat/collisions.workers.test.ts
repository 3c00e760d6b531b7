// What only a server with many connections shows: requests that wait for each other's rows. On PGlite they come
// one after the other, and the same has to come out.
import { eq } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { NotFoundError } from '#chatkit/index.ts';
import { connect } from '#core/db/client.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { aConversation, aUser } from '#dev/factories.ts';
import { input } from '../testing/chat.ts';
import { beginTurn } from './begin-turn.ts';
import { commitTurn } from './commit-turn.ts';
import { type ChatContext, chatContext } from './context.ts';
import { postgresStore as store } from './postgres-store.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const someone = async (): Promise<ChatContext> =>
  chatContext(await aUser(db), { requestId: 'test', budget: { turns: 1_000, tokens: 1_000_000 } });

const itemIn = (thread_id: string) => ({
  type: 'user_message' as const,
  id: crypto.randomUUID(),
  thread_id,
  created_at: new Date().toISOString(),
  ...input('Hello'),
});

const reasons = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));

const rounds = Array.from({ length: 12 }, (_, round) => round);

test.each(rounds)(
  'a thread that is deleted while items are written is gone with them, and the writers hear that it is absent (%i)',
  async () => {
    const ctx = await someone();
    const threadId = await aConversation(ctx);
    const known = itemIn(threadId);
    await store.addThreadItem(threadId, known, ctx);
    const [deleted, ...added] = await Promise.allSettled([
      store.deleteThread(threadId, ctx),
      ...Array.from({ length: 4 }, () => store.addThreadItem(threadId, itemIn(threadId), ctx)),
      store.saveItem(threadId, known, ctx),
    ]);
    expect(deleted.status).toBe('fulfilled');
    for (const reason of reasons(added)) expect(reason).toBeInstanceOf(NotFoundError);
    expect(await db.select().from(messages).where(eq(messages.conversationId, threadId))).toEqual([]);
  },
);

test.each(rounds)('the end of a turn and the deletion of its thread exclude each other (%i)', async () => {
  const ctx = await someone();
  const threadId = await aConversation(ctx);
  const turnId = crypto.randomUUID();
  const item = itemIn(threadId);
  const action = { kind: 'action', sender: null, action: { type: 'test' } } as const;
  await beginTurn({ ...action, threadId, turnId, historyLimit: 1 }, ctx);
  const items = [{ item, status: 'done' as const }];
  const results = await Promise.allSettled([
    commitTurn({ turnId, threadId, outcome: 'completed', input: null, items }, ctx),
    store.deleteThread(threadId, ctx),
  ]);
  for (const reason of reasons(results)) expect(reason).toBeInstanceOf(NotFoundError);
  expect(await db.select().from(conversations).where(eq(conversations.id, threadId))).toEqual([]);
});

test('turns of one user that begin and end side by side neither collide nor lose a count', async () => {
  const ctx = await someone();
  const threads = await Promise.all([1, 2, 3].map(() => aConversation(ctx)));
  const talk = async (threadId: string) => {
    for (let n = 0; n < 5; n += 1) {
      const turnId = crypto.randomUUID();
      const start = { kind: 'message' as const, threadId, turnId, historyLimit: 50, item: itemIn(threadId) };
      await beginTurn(start, ctx);
      const items = [{ item: itemIn(threadId), status: 'done' as const }];
      await commitTurn({ turnId, threadId, outcome: 'completed', input: null, items }, ctx);
    }
  };
  await Promise.all(threads.map(talk));
  expect(await db.select().from(messages).where(eq(messages.userId, ctx.userId))).toHaveLength(30);
});
