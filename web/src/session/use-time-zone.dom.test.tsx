import { expect, test, vi } from 'vitest';
import { ada, FakeApi, refusal } from '../testing/fake-api.ts';
import { render } from '../testing/render.tsx';
import { useTimeZone } from './use-time-zone.ts';

const CHANGE = 'PATCH /api/auth/me';
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const counts = { total: 0, completed: 0, pending: 0 };

function Page() {
  useTimeZone();
  return <p>Page</p>;
}

/** A server that believes the user to be in a zone, until it is told. */
function apiIn(timezone: string): FakeApi {
  let known = timezone;
  return new FakeApi()
    .on('GET /api/auth/me', () => Response.json({ ...ada, counts, timezone: known }))
    .on(CHANGE, ({ body }) => {
      known = (body as { timezone: string }).timezone;
      return Response.json({ ...ada, timezone: known });
    });
}

test('a zone that the server does not expect is told once', async () => {
  const api = apiIn('Antarctica/Troll');
  await render(<Page />, { api, signedIn: true });
  await vi.waitFor(() => expect(api.count('GET /api/auth/me')).toBe(2));
  expect(api.asked.filter(({ route }) => route === CHANGE).map(({ body }) => body)).toEqual([
    { timezone: here },
  ]);
});

test('a zone that the server knows is not told', async () => {
  const api = apiIn(here);
  await render(<Page />, { api, signedIn: true });
  await vi.waitFor(() => expect(api.count('GET /api/auth/me')).toBe(1));
  expect(api.count(CHANGE)).toBe(0);
});

test('a refused zone is not told again', async () => {
  const api = apiIn('Antarctica/Troll').on(CHANGE, () =>
    refusal(400, 'invalid_request', 'Unknown time zone'),
  );
  await render(<Page />, { api, signedIn: true });
  await vi.waitFor(() => expect(api.count(CHANGE)).toBe(1));
  expect(api.count('GET /api/auth/me')).toBe(1);
});
