import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { usageDays } from '#core/db/tables/limits.ts';
import { anApp, expectError } from '../testing/app.ts';
import { add, aThread, create, post, turn } from '../testing/chat.ts';

test('F07: the turns of a day end with 429 and the seconds to midnight UTC, at both doors', async () => {
  const app = await anApp({ env: { BUDGET_TURNS: '1' } });
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, 'What can you do?');
  for (const answer of [
    await post(call, create('And now?')),
    await post(call, add(id, 'And now?')),
    await call('/api/chat', { method: 'POST', json: { message: 'And now?' } }),
  ]) {
    const seconds = Number(answer.headers.get('retry-after'));
    const toMidnight = 86_400 - ((Date.now() / 1000) % 86_400);
    expect(Math.abs(seconds - toMidnight)).toBeLessThan(30);
    await expectError(answer, 429, 'budget_exhausted');
  }
  const usage = await user.db.select().from(usageDays).where(eq(usageDays.userId, user.userId));
  expect(usage).toMatchObject([{ turns: 1 }]);
});

test('what the model has read and written is recorded for its user and day', async () => {
  const app = await anApp();
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, "Add a task called 'Buy milk'");
  const usageOf = async () =>
    (await user.db.select().from(usageDays).where(eq(usageDays.userId, user.userId)))[0];
  const first = await usageOf();
  expect(first).toMatchObject({ turns: 1, day: new Date().toISOString().slice(0, 10) });
  expect(first?.tokensIn).toBeGreaterThan(100);
  expect(first?.tokensOut).toBeGreaterThan(5);
  expect(first?.tokens).toBe((first?.tokensIn ?? 0) + (first?.tokensOut ?? 0));
  await turn(call, add(id, 'What can you do?'));
  const second = await usageOf();
  expect(second?.turns).toBe(2);
  expect(second?.tokens).toBeGreaterThan(first?.tokens ?? 0);
});
