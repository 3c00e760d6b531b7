import { expect, test } from 'vitest';
import { type ApiError, createHttp } from './http.ts';
import { FakeApi, refusal } from './testing/fake-api.ts';

const get = { method: 'GET', path: '/x' } as const;

test('a refusal carries status, code, sentence and the seconds to wait', async () => {
  const api = new FakeApi().on('GET /x', () =>
    refusal(429, 'rate_limited', 'Rate limit exceeded', { 'retry-after': '7' }),
  );
  await expect(createHttp(api.fetch, '')(get)).rejects.toMatchObject({
    status: 429,
    code: 'rate_limited',
    detail: 'Rate limit exceeded',
    retryAfterSeconds: 7,
  });
});

test('the list of a validation error becomes one text', async () => {
  const detail = [
    { loc: ['body', 'title'], msg: 'Title is required', type: 'missing' },
    { loc: ['body', 'x'], msg: 'Unknown field', type: 'extra' },
  ];
  const api = new FakeApi().on('GET /x', () =>
    Response.json({ detail, code: 'validation_error' }, { status: 422 }),
  );
  await expect(createHttp(api.fetch, '')(get)).rejects.toMatchObject({
    detail: 'Title is required. Unknown field',
  });
});

test("a proxy's error page is a refusal without a sentence", async () => {
  const api = new FakeApi().on('GET /x', () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(createHttp(api.fetch, '')(get)).rejects.toMatchObject({
    status: 502,
    code: 'unknown',
    detail: undefined,
  });
});

test('no connection is an ApiError, but a cancelled request is what the canceller says', async () => {
  const api = new FakeApi().on('GET /x', ({ signal }) => {
    signal?.throwIfAborted();
    throw new TypeError('Failed to fetch');
  });
  const http = createHttp(api.fetch, '');
  await expect(http(get)).rejects.toSatisfy(
    (error: ApiError) => error.status === 0 && error.code === 'network',
  );
  await expect(http({ ...get, signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
});

test('only account routes send the cookie to another origin', async () => {
  const modes: (RequestCredentials | undefined)[] = [];
  const fetch = async (_: RequestInfo | URL, init?: RequestInit) => {
    modes.push(init?.credentials);
    return Response.json({});
  };
  const http = createHttp(fetch, 'https://api.example');
  await http({ ...get, withCookie: true });
  await http(get);
  expect(modes).toEqual(['include', 'same-origin']);
});
