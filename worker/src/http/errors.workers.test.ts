import { expect, inject, test } from 'vitest';
import { signAccessToken } from '#core/auth/access-token.ts';
import { connect } from '#core/db/client.ts';
import { anApp, expectError, withToken } from '../testing/app.ts';

test('a database that does not answer in time is 503 with the seconds to wait, and one line in the log', async () => {
  // No endpoint of its own: that setting is the isolate's.
  const slow = connect(inject('databaseUrl'), undefined, 0);
  const app = await anApp({ deps: { db: slow } });
  const user = { userId: crypto.randomUUID(), email: 'a@x.test', tokenVersion: 0 };
  const call = withToken(app.call, await signAccessToken(app.deps.accessKeys, user, new Date()));
  const write = await call('/api/tasks', { method: 'POST', json: { title: 'canary' } });
  expect(write.headers.get('retry-after')).toBe('5');
  expect(await expectError(write, 503, 'database_unavailable')).toBe('Service temporarily unavailable');
  expect(app.lines.findLast(({ event }) => event === 'request')).toMatchObject({ db_requests: 1, retry: 0 });
  await expectError(await call('/api/tasks'), 503, 'database_unavailable');
  expect(app.lines.findLast(({ event }) => event === 'request')).toMatchObject({ db_requests: 2, retry: 1 });
  expect(app.lines.filter(({ event }) => event === 'fault')).toHaveLength(2);
  expect(JSON.stringify(app.lines)).not.toContain('canary');
});

test('what nobody foresaw is a fixed sentence outside and a stack inside', async () => {
  const fail = () => Promise.reject(new TypeError('x is not a function at postgres://u:p@host'));
  const app = await anApp({ deps: { limits: fail } });
  expect(await expectError(await app.call('/health'), 500, 'internal_error')).toBe('Internal server error');
  const fault = app.lines.find(({ event }) => event === 'fault');
  expect(fault).toMatchObject({
    code: 'internal_error',
    error: { errors: [expect.stringContaining('TypeError')] },
  });
});

test('refusals that somebody may want to count have lines of their own', async () => {
  const app = await anApp();
  await app.call('/api/tasks', { headers: { authorization: 'Bearer x.y.z' } });
  const headers = { origin: 'https://evil.example' };
  await app.call('/api/auth/logout', { method: 'POST', json: {}, headers });
  const events = app.lines
    .filter(({ event }) => event !== 'request')
    .map(({ event, reason }) => [event, reason]);
  expect(events).toEqual([
    ['token.rejected', 'invalid_token'],
    ['origin.rejected', 'origin_not_allowed'],
  ]);
});
