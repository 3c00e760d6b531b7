import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { expect, inject, test, vi } from 'vitest';
import { connect } from '#core/db/client.ts';
import { idempotency } from '#core/db/tables/limits.ts';
import { oauthRequests } from '#core/db/tables/oauth.ts';
import { authFailures } from '#core/db/tables/users.ts';
import { addTask } from '#core/tasks/tasks.ts';
import { aUser } from '#dev/factories.ts';
import { createWorker } from './worker.ts';

test('the daily run takes away what was of the day before yesterday and says so', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
  const old = new Date(Date.now() - 48 * 3600 * 1000);
  const key = crypto.randomUUID();
  await db.insert(authFailures).values({ key, failures: 1, firstAt: old, lastAt: old });
  const idHash = crypto.getRandomValues(new Uint8Array(32));
  const request = { idHash, request: {}, clientName: 'x', createdAt: old, expiresAt: old };
  await db.insert(oauthRequests).values(request);
  const user = await aUser(db, { now: () => old });
  await addTask({ ...user, once: { key: crypto.randomUUID(), fingerprint: 'x' } }, { title: 'x' });
  await createWorker().scheduled(createScheduledController(), env);
  expect(await db.select().from(authFailures).where(eq(authFailures.key, key))).toEqual([]);
  expect(await db.select().from(oauthRequests).where(eq(oauthRequests.idHash, idHash))).toEqual([]);
  expect(await db.select().from(idempotency).where(eq(idempotency.userId, user.userId))).toEqual([]);
  expect(JSON.stringify(log.mock.calls)).toContain('cron.cleaned');
});
