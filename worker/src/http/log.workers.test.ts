import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { aTask } from '#dev/factories.ts';
import { anApp } from '../testing/app.ts';
import { createLog, createLogNames } from './log.ts';

/** What a log of these entries holds, and to which stream each line went. */
function logged(event: string, detail: Record<string, unknown>) {
  const lines: [string, Record<string, unknown>][] = [];
  const sink = (stream: string) => (line: string) => lines.push([stream, JSON.parse(line)]);
  createLog({ log: sink('log'), error: sink('error') })(event, detail);
  expect(lines).toHaveLength(1);
  return lines[0] as [string, Record<string, unknown>];
}

const jwt = `${'a'.repeat(20)}.${'b'.repeat(40)}.${'c'.repeat(43)}`;

test('what is secret by its name is left out, but for counts', () => {
  const [, line] = logged('x', {
    ...{ password: 'p', access_token: 't', Cookie: 'c', authorization: 'a', email: 'e', title: 'i' },
    ...{ nested: { description: 'd', messages: ['m'] }, tokens_in: 12, status: 200 },
  });
  const gone = '[redacted]';
  expect(line).toMatchObject({
    ...{ password: gone, access_token: gone, Cookie: gone, authorization: gone, email: gone, title: gone },
    ...{ nested: { description: gone, messages: gone }, tokens_in: 12, status: 200 },
  });
});

test.each([
  ['a JWT', jwt],
  ['a refresh token', 'A1b2c'.repeat(9).slice(2)],
  ['an e-mail', 'somebody@example.test'],
  ['the sign-in to a database', 'postgres://user:password@host.test/db'],
])('%s is cut out of any value', (_, secret) => {
  expect(logged('x', { reason: `see ${secret} and more` })[1].reason).toBe('see [redacted] and more');
});

test('a fault is an error line with classes, codes and stack, without the words of drivers', () => {
  const driver = Object.assign(new Error('failed on "Buy milk" with params: Buy milk'), {
    name: 'NeonDbError',
    code: '23505',
    constraint: 'users_email_unique',
  });
  const error = new AppError('database_unavailable', 'Service temporarily unavailable', { cause: driver });
  const [stream, line] = logged('fault', { error });
  expect(stream).toBe('error');
  expect(line.error).toMatchObject({
    errors: [
      'AppError database_unavailable Service temporarily unavailable',
      'NeonDbError 23505 users_email_unique',
    ],
    stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
  });
  expect(JSON.stringify(line)).not.toContain('Buy milk');
});

test('a user is named alike on all days, an address anew each day, and neither in clear', async () => {
  const names = await createLogNames('k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU');
  const [one, two] = [new Date('2026-11-21T23:00:00Z'), new Date('2026-11-22T01:00:00Z')];
  const seen = [await names.address('192.0.2.1', one), await names.address('192.0.2.1', two)];
  expect(seen[0]).not.toBe(seen[1]);
  expect(await names.address('192.0.2.1', one)).toBe(seen[0]);
  expect(await names.user('u')).toBe(await names.user('u'));
  expect([...seen, await names.user('u')]).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{12}$/)));
});

test('a request is one line: route, status, code, user and cost, and none of what was said', async () => {
  const app = await anApp();
  const { user, call } = await app.signedIn();
  const canaries = ['canary-title', 'canary-description', 'canary-query', 'canary-password', 'canary@x.test'];
  const { id } = await aTask(user, { title: 'canary-title', description: 'canary-description' });
  app.lines.length = 0;
  await call(`/api/tasks/${id}?x=canary-query`, { headers: { 'cf-connecting-ip': '192.0.2.77' } });
  expect(app.lines).toEqual([
    {
      ts: expect.any(String),
      event: 'request',
      request_id: expect.any(String),
      route: '/api/tasks/:id',
      method: 'GET',
      status: 200,
      ms: expect.any(Number),
      db_ms: expect.any(Number),
      db_requests: 1,
      retry: 0,
      user: await app.deps.names.user(user.userId),
      ip: expect.stringMatching(/^[0-9a-f]{12}$/),
      door: 'web',
    },
  ]);
  const credentials = { email: 'canary@x.test', password: 'canary-password' };
  await app.call('/api/auth/login', { method: 'POST', json: credentials });
  await call('/api/tasks', { method: 'POST', json: { title: 'canary-title', extra: 'canary-description' } });
  const written = JSON.stringify(app.lines);
  expect(app.lines.map(({ event, code }) => [event, code])).toContainEqual(['request', 'validation_error']);
  for (const canary of [...canaries, user.userId, user.email, '192.0.2.77'])
    expect(written).not.toContain(canary);
});
