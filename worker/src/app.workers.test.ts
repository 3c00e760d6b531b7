import { env } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { REQUEST } from '#core/limits.ts';
import { aTask } from '#dev/factories.ts';
import { anApp, expectError, expectStatus, type Init, ORIGIN, withToken } from './testing/app.ts';

const app = await anApp();
const lastLine = () => app.lines.findLast(({ event }) => event === 'request') ?? {};

test('GET / greets, /health and /ready say that the Worker and its database answer', async () => {
  expect(await expectStatus(await app.call('/'), 200)).toEqual({ message: 'Todo API is running!' });
  expect(await expectStatus(await app.call('/health'), 200)).toEqual({ status: 'ok' });
  expect(await expectStatus(await app.call('/ready'), 200)).toEqual({ status: 'ready' });
  expect(lastLine()).toMatchObject({ route: '/ready', db_requests: 1 });
});

test.each(['/', '/api/tasks', '/nowhere', '/api/auth/login'])(
  '%s answers with the headers of every answer',
  async (path) => {
    const { headers } = await app.call(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'cross-origin-resource-policy': 'cross-origin',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      vary: 'Origin',
    });
  },
);

test('the id that the page gives a request stands in the answer and in the log; rubbish is replaced', async () => {
  const named = await app.call('/health', { headers: { 'x-request-id': 'page-0123456789' } });
  expect(named.headers.get('x-request-id')).toBe('page-0123456789');
  expect(lastLine()).toMatchObject({ request_id: 'page-0123456789' });
  const replaced = await app.call('/health', { headers: { 'x-request-id': 'a b"{}' } });
  expect(replaced.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
});

test('our own origin gets CORS headers, with credentials for the cookie routes alone', async () => {
  const headers = { origin: ORIGIN };
  const tasks = await app.call('/api/tasks', { headers });
  expect(tasks.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(tasks.headers.get('access-control-expose-headers')).toContain('retry-after');
  expect(tasks.headers.get('access-control-allow-credentials')).toBeNull();
  const me = await app.call('/api/auth/me', { headers });
  expect(me.headers.get('access-control-allow-credentials')).toBe('true');
});

test('a preflight is answered to our origin, refused to others, and is a question for methods without one', async () => {
  const options = (headers: Record<string, string>) => app.call('/api/tasks', { method: 'OPTIONS', headers });
  const ours = await options({ origin: ORIGIN, 'access-control-request-method': 'POST' });
  await expectStatus(ours, 204);
  expect(Object.fromEntries(ours.headers)).toMatchObject({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': expect.stringContaining('authorization'),
    'access-control-max-age': '600',
  });
  const foreign = await options({
    origin: `${ORIGIN}.evil.example`,
    'access-control-request-method': 'POST',
  });
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  await expectError(foreign, 403, 'origin_not_allowed');
  const none = await options({});
  await expectStatus(none, 204);
  expect(none.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
});

test.each([
  ['PATCH', '/api/tasks', 'GET, HEAD, POST, OPTIONS'],
  ['POST', `/api/tasks/${crypto.randomUUID()}`, 'GET, HEAD, PUT, DELETE, OPTIONS'],
  ['GET', '/api/chatkit', 'POST, OPTIONS'],
  ['DELETE', '/', 'GET, HEAD, OPTIONS'],
])('%s %s is 405 and says what is allowed', async (method, path, allow) => {
  const answer = await app.call(path, { method });
  expect(answer.headers.get('allow')).toBe(allow);
  await expectError(answer, 405, 'method_not_allowed');
});

test('a header cannot override the method', async () => {
  const { user, call } = await app.signedIn();
  const { id } = await aTask(user);
  const headers = { 'x-http-method-override': 'DELETE' };
  await expectStatus(await call(`/api/tasks/${id}`, { headers }), 200);
  await expectStatus(await call(`/api/tasks/${id}`), 200);
});

test.each(['/nowhere', '//api/tasks', '/API/tasks', '/api/tasks%2f', '/.env', '/api/x/tasks'])(
  '%s is 404 in JSON',
  async (path) => {
    await expectError(await app.call(path), 404, 'not_found');
  },
);

test('what the URL parser turns into a route still asks for the token', async () => {
  await expectError(await app.call('/api/tasks/../auth/me'), 401, 'not_authenticated');
});

test('a URL of 5,000 characters is 414, a header of 9 KB is 431', async () => {
  await expectError(await app.call(`/api/tasks/${'x'.repeat(5_000)}`), 414, 'uri_too_long');
  await expectError(
    await app.call('/', { headers: { 'x-long': 'x'.repeat(9_000) } }),
    431,
    'headers_too_large',
  );
});

/** A body in chunks without a length; says how much of it was read. */
function endless() {
  const read = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      read.bytes += 16 * 1024;
      controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
    },
  });
  return { body, read };
}

test('reading stops at 128 KiB, whether the length is told, wrong or unknown', async () => {
  const { call } = await app.signedIn();
  const headers = { 'content-type': 'application/json' };
  const post = (init: Init) => call('/api/tasks', { method: 'POST', ...init });
  const body = `{"title":"${'x'.repeat(REQUEST.bodyMaxBytes)}"}`;
  await expectError(await post({ body, headers }), 413, 'payload_too_large');
  const chunks = endless();
  await expectError(await post({ body: chunks.body, headers }), 413, 'payload_too_large');
  expect(chunks.read.bytes).toBeLessThan(REQUEST.bodyMaxBytes * 2);
});

test.each([
  ['text/plain', {}],
  [undefined, {}],
  ['application/json; charset=utf-16', {}],
  ['multipart/form-data; boundary=x', {}],
  ['application/json', { 'content-encoding': 'gzip' }],
])('a body of type %s with %j is 415', async (type, more) => {
  const { call } = await app.signedIn();
  const body = new TextEncoder().encode('{"title":"x"}');
  const headers = { ...more, ...(type && { 'content-type': type }) } as Record<string, string>;
  await expectError(
    await call('/api/tasks', { method: 'POST', body, headers }),
    415,
    'unsupported_media_type',
  );
});

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (value: string) => new TextEncoder().encode(value);

test.each<[string, Uint8Array, number, string]>([
  ['60,000 brackets', text('['.repeat(60_000)), 400, 'invalid_json'],
  ['40 levels', text(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), 400, 'invalid_json'],
  ['201 keys', text(`{${Array.from({ length: 201 }, (_, i) => `"${i}":1`)}}`), 400, 'invalid_json'],
  ['1,001 items', text(`[${Array(1_001).fill(0)}]`), 400, 'invalid_json'],
  ['one bracket', text('{'), 400, 'invalid_json'],
  ['nothing', text(''), 400, 'invalid_json'],
  ['NaN', text('{"title":NaN}'), 400, 'invalid_json'],
  ['no UTF-8', bytes(0xff, 0xfe), 400, 'invalid_json'],
  ['null', text('null'), 422, 'validation_error'],
  ['a list', text('[]'), 422, 'validation_error'],
  ['a number too great', text('{"title":1e999}'), 422, 'validation_error'],
  ['a title twice, the last one wrong', text('{"title":"a","title":7}'), 422, 'validation_error'],
])('a body of %s is refused', async (_, body, status, code) => {
  const { call } = await app.signedIn();
  const headers = { 'content-type': 'application/json' };
  await expectError(await call('/api/tasks', { method: 'POST', body, headers }), status, code);
});

test('a byte order mark is read over, and of a key given twice the last counts', async () => {
  const { call } = await app.signedIn();
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  const body = text('\ufeff{"title":"a","title":"b"}');
  const answer = await call('/api/tasks', { method: 'POST', body, headers });
  expect(await expectStatus(answer, 201)).toMatchObject({ title: 'b' });
});

test.each<[string, (token: string) => [string, Init], number, string]>([
  ['no header', () => ['', {}], 401, 'not_authenticated'],
  ['Basic', (t) => ['', { headers: { authorization: `Basic ${t}` } }], 401, 'not_authenticated'],
  ['Bearer alone', () => ['', { headers: { authorization: 'Bearer' } }], 401, 'not_authenticated'],
  ['the token alone', (t) => ['', { headers: { authorization: t } }], 401, 'not_authenticated'],
  ['the query', (t) => [`?access_token=${t}`, {}], 401, 'not_authenticated'],
  ['a cookie', (t) => ['', { headers: { cookie: `access_token=${t}` } }], 401, 'not_authenticated'],
  [
    'two tokens',
    (t) => ['', { headers: { authorization: `Bearer ${t}, Bearer ${t}` } }],
    401,
    'invalid_token',
  ],
  [
    '10 KB',
    (t) => ['', { headers: { authorization: `Bearer ${t}${'A'.repeat(7_000)}` } }],
    401,
    'invalid_token',
  ],
])('a token by way of %s opens nothing and costs no query', async (_, make, status, code) => {
  const token = await aToken();
  const [query, init] = make(token);
  const answer = await app.call(`/api/tasks${query}`, init);
  const isAboutToken = code === 'invalid_token';
  expect(answer.headers.get('www-authenticate')).toBe(
    isAboutToken ? 'Bearer error="invalid_token"' : 'Bearer',
  );
  await expectError(answer, status, code);
  expect(lastLine()).toMatchObject({ db_requests: 0, code });
});

test('`bearer` counts in any case and with more than one space', async () => {
  const { user } = await app.signedIn();
  const token = await aToken(user.userId);
  for (const authorization of [`bearer ${token}`, `BEARER   ${token}`]) {
    await expectStatus(await app.call('/api/tasks', { headers: { authorization } }), 200);
  }
});

test('a token that has run out says so', async () => {
  const answer = await withToken(app.call, await aToken(crypto.randomUUID(), -6))('/api/tasks');
  expect(await expectError(answer, 401, 'token_expired')).toBe('Token has expired');
});

/** A token as an outside tool would mint it with the right secret. */
function aToken(sub: string = crypto.randomUUID(), expiresInSeconds = 900): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ type: 'access', email: 'a@x.test', iat: now - 60, exp: now + expiresInSeconds })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('edge-todo')
    .setAudience('api')
    .setSubject(sub)
    .sign(new TextEncoder().encode(env.BETTER_AUTH_SECRET));
}
