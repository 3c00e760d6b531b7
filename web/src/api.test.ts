import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { createHttp } from './http.ts';
import { FakeApi, refusal, tokenAnswer } from './testing/fake-api.ts';
import { FakeBrowser } from './testing/fake-browser.ts';

const expired = () => refusal(401, 'token_expired', 'Token has expired');

async function signedIn(api: FakeApi) {
  const session = new FakeBrowser().openTab(api.on('POST /api/auth/login', () => tokenAnswer('old')));
  await session.signIn({ email: 'ada@example.com', password: 'correct horse battery' });
  return { session, pages: createApi(createHttp(api.fetch, ''), session) };
}

test('an expired token is renewed once and the request repeated with the new one', async () => {
  const api = new FakeApi()
    .on('POST /api/auth/refresh', () => tokenAnswer('new'))
    .on('GET /api/tasks', ({ headers }) =>
      headers.get('authorization') === 'Bearer new' ? Response.json([]) : expired(),
    );
  const { pages } = await signedIn(api);
  expect(await pages.listTasks({})).toEqual([]);
  expect(api.count('GET /api/tasks')).toBe(2);
});

test('a fresh token refused as well ends the session', async () => {
  const api = new FakeApi()
    .on('POST /api/auth/refresh', () => tokenAnswer('new'))
    .on('GET /api/tasks', () => refusal(401, 'inactive_user', 'Inactive user'));
  const { session, pages } = await signedIn(api);
  await expect(pages.listTasks({})).rejects.toMatchObject({ code: 'inactive_user' });
  expect(session.state()).toEqual({ status: 'signed-out', end: 'refused' });
  expect(api.count('GET /api/tasks')).toBe(2);
});

test('a server fault is not answered with a refresh', async () => {
  const api = new FakeApi().on('GET /api/tasks', () =>
    refusal(500, 'internal_error', 'Internal server error'),
  );
  const { pages } = await signedIn(api);
  await expect(pages.listTasks({})).rejects.toMatchObject({ status: 500 });
  expect(api.count('POST /api/auth/refresh')).toBe(0);
});

test('an empty search and an absent cursor are left out of the query', async () => {
  const api = new FakeApi().on('GET /api/tasks', () => Response.json([]));
  const tokens = { token: async () => 't', renew: async () => 't', refuse: () => undefined };
  await createApi(createHttp(api.fetch, ''), tokens).listTasks({ status: 'pending', q: '', limit: 50 });
  expect(api.asked.map(({ url }) => url)).toEqual(['/api/tasks?status=pending&limit=50']);
});
