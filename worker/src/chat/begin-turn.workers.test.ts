import { eq, sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { connect } from '#core/db/client.ts';
import { conversations, messages } from '#core/db/tables/conversations.ts';
import { usageDays } from '#core/db/tables/limits.ts';
import { users } from '#core/db/tables/users.ts';
import { TURN } from '#core/limits.ts';
import { aUser } from '#dev/factories.ts';
import { beginTurn } from './begin-turn.ts';
import { commitTurn } from './commit-turn.ts';
import { type ChatContext, chatContext } from './context.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const someone = async (budget = { turns: 100, tokens: 100_000 }): Promise<ChatContext> =>
  chatContext(await aUser(db), { requestId: 'test', budget });

const message = (threadId: string): UserMessageItem => ({
  type: 'user_message',
  id: crypto.randomUUID(),
  thread_id: threadId,
  created_at: new Date().toISOString(),
  content: [{ type: 'input_text', text: 'Hello' }],
  attachments: [],
  inference_options: {},
});

function newThread(ctx: ChatContext) {
  const id = crypto.randomUUID();
  const turnId = crypto.randomUUID();
  const thread = {
    id,
    created_at: new Date().toISOString(),
    status: { type: 'active' as const },
    metadata: {},
  };
  return {
    id,
    turnId,
    begin: () => beginTurn({ kind: 'create', thread, item: message(id), turnId, historyLimit: 50 }, ctx),
  };
}

const again = (threadId: string, ctx: ChatContext, turnId = crypto.randomUUID()) =>
  beginTurn({ kind: 'message', threadId, item: message(threadId), turnId, historyLimit: 50 }, ctx);

const end = (threadId: string, turnId: string, ctx: ChatContext) =>
  commitTurn({ turnId, threadId, outcome: 'completed', input: null, items: [] }, ctx);

const messagesOf = (ctx: ChatContext) => db.select().from(messages).where(eq(messages.userId, ctx.userId));

test('a fourth running turn of one user is refused and leaves nothing', async () => {
  const ctx = await someone();
  for (let n = 0; n < 3; n += 1) await newThread(ctx).begin();
  await expect(newThread(ctx).begin()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 10 });
  expect(await messagesOf(ctx)).toHaveLength(3);
  expect(await db.select().from(conversations).where(eq(conversations.userId, ctx.userId))).toHaveLength(3);
});

test('the daily budget of turns ends with its last turn, also when two begin at once', async () => {
  const ctx = await someone({ turns: 1, tokens: 1_000 });
  const results = await Promise.allSettled([newThread(ctx).begin(), newThread(ctx).begin()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'budget_exhausted' });
  expect(refused?.reason.retryAfterSeconds).toBeGreaterThan(0);
  expect(await db.select().from(usageDays).where(eq(usageDays.userId, ctx.userId))).toMatchObject([
    { turns: 1 },
  ]);
});

const usageOf = async (ctx: ChatContext) =>
  (await db.select().from(usageDays).where(eq(usageDays.userId, ctx.userId)))[0];

test('tokens are reserved while a turn runs, and settled once by what it has used', async () => {
  const ctx = await someone({ turns: 100, tokens: 1_000 });
  const first = newThread(ctx);
  await first.begin();
  expect(await usageOf(ctx)).toMatchObject({ turns: 1, tokens: TURN.reservedTokens, tokensIn: 0 });
  await expect(newThread(ctx).begin()).rejects.toMatchObject({ code: 'budget_exhausted' });
  Object.assign(ctx.tokens, { in: 300, out: 40 });
  await end(first.id, first.turnId, ctx);
  await end(first.id, first.turnId, ctx);
  expect(await usageOf(ctx)).toMatchObject({ turns: 1, tokens: 340, tokensIn: 300, tokensOut: 40 });
  const next = chatContext(ctx, { requestId: 'test', budget: ctx.budget });
  const second = crypto.randomUUID();
  await again(first.id, next, second);
  next.tokens.in = 660;
  await end(first.id, second, next);
  expect(await usageOf(ctx)).toMatchObject({ turns: 2, tokens: 1_000 });
  await expect(again(first.id, ctx)).rejects.toMatchObject({ code: 'budget_exhausted' });
});

test('a turn that ends after midnight is settled on the day it began', async () => {
  const [before, after] = [new Date('2026-03-01T23:59:50Z'), new Date('2026-03-02T00:00:10Z')];
  let now = before;
  const user = await aUser(db, { now: () => now });
  const ctx = chatContext(user, { requestId: 'test', budget: { turns: 9, tokens: 9_000 } });
  const first = newThread(ctx);
  await first.begin();
  now = after;
  ctx.tokens.in = 7;
  await end(first.id, first.turnId, ctx);
  expect(await usageOf(ctx)).toMatchObject({ day: '2026-03-01', turns: 1, tokens: 7 });
});

test('a turn that died with its isolate gives its conversation back after a minute', async () => {
  const ctx = await someone();
  const first = newThread(ctx);
  await first.begin();
  await expect(again(first.id, ctx)).rejects.toMatchObject({ code: 'turn_in_progress', status: 409 });
  const past = sql`now() - interval '61 seconds'`;
  await db.update(conversations).set({ turnAt: past }).where(eq(conversations.id, first.id));
  const { history } = await again(first.id, ctx);
  expect(history).toHaveLength(2);
});

test('the late end of a dead turn does not end the turn that took its place', async () => {
  const ctx = await someone();
  const first = newThread(ctx);
  await first.begin();
  await db
    .update(conversations)
    .set({ turnAt: sql`now() - interval '61 seconds'` })
    .where(eq(conversations.id, first.id));
  const second = crypto.randomUUID();
  await again(first.id, ctx, second);
  await end(first.id, first.turnId, ctx);
  const [row] = await db.select().from(conversations).where(eq(conversations.id, first.id));
  expect(row?.turnId).toBe(second);
});

test('a user who was deactivated or signed out everywhere begins nothing', async () => {
  const inactive = await someone();
  await db.update(users).set({ isActive: false }).where(eq(users.id, inactive.userId));
  await expect(newThread(inactive).begin()).rejects.toMatchObject({ code: 'inactive_user' });
  const outdated = await someone();
  await db.update(users).set({ tokenVersion: 1 }).where(eq(users.id, outdated.userId));
  await expect(newThread(outdated).begin()).rejects.toMatchObject({ code: 'invalid_token' });
  expect(await messagesOf(inactive)).toEqual([]);
  expect(await messagesOf(outdated)).toEqual([]);
});

test('a failed turn marks its message, and the next attempt clears the mark', async () => {
  const ctx = await someone();
  const first = newThread(ctx);
  const { history } = await first.begin();
  const input = history[0] as UserMessageItem;
  const { id, turnId } = first;
  await commitTurn(
    { turnId, threadId: id, outcome: 'failed', input: { id: input.id, status: 'failed' }, items: [] },
    ctx,
  );
  expect(await messagesOf(ctx)).toMatchObject([{ status: 'failed' }]);
  await beginTurn(
    { kind: 'retry', threadId: id, item: input, turnId: crypto.randomUUID(), historyLimit: 50 },
    ctx,
  );
  expect(await messagesOf(ctx)).toMatchObject([{ status: 'done' }]);
});
