import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { expect, inject, test, vi } from 'vitest';
import { connect } from '#core/db/client.ts';
import { oauthRequests } from '#core/db/tables/oauth.ts';
import { authFailures } from '#core/db/tables/users.ts';
import { createWorker } from './worker.ts';

test('the daily run takes away failures of the day before yesterday and says so', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
  const old = new Date(Date.now() - 48 * 3600 * 1000);
  const key = crypto.randomUUID();
  await db.insert(authFailures).values({ key, failures: 1, firstAt: old, lastAt: old });
  const idHash = crypto.getRandomValues(new Uint8Array(32));
  const request = { idHash, request: {}, clientName: 'x', createdAt: old, expiresAt: old };
  await db.insert(oauthRequests).values(request);
  await createWorker().scheduled(createScheduledController(), env);
  expect(await db.select().from(authFailures).where(eq(authFailures.key, key))).toEqual([]);
  expect(await db.select().from(oauthRequests).where(eq(oauthRequests.idHash, idHash))).toEqual([]);
  expect(JSON.stringify(log.mock.calls)).toContain('cron.cleaned');
});
