import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { SessionRead } from '#core/accounts/schema.ts';
import { refreshTokens, users } from '#core/db/tables/users.ts';
import { aTask, rowsOf } from '#dev/factories.ts';
import { anApp, expectError, expectStatus, type Init, ORIGIN, withToken } from '../testing/app.ts';

const app = await anApp();
const password = 'xkvbtqrm-hjw';
const newEmail = () => `${crypto.randomUUID()}@x.test`;

const post = (path: string, json: unknown, init: Init = {}) =>
  app.call(`/api/auth/${path}`, { method: 'POST', json, ...init });
const cookieOf = (answer: Response) => /rt=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
const withCookie = (token: string, init: Init = {}): Init => ({
  ...init,
  headers: { cookie: `rt=${token}`, ...init.headers },
});

/** Somebody who has just signed up: their answer, and what their cookie holds. */
async function signUp(email = newEmail()) {
  const answer = await post('signup', { email, password });
  const refreshToken = cookieOf(answer);
  return { email, refreshToken, session: await expectStatus<SessionRead>(answer, 201) };
}

test('signing up answers a session, sets the cookie, and the access token opens the door', async () => {
  const email = newEmail();
  const answer = await post('signup', { email, password });
  const cookie = answer.headers.get('set-cookie') ?? '';
  const session = await expectStatus<SessionRead>(answer, 201);
  expect(session).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    token_type: 'bearer',
    expires_in: 900,
    user: {
      id: expect.any(String),
      email,
      is_active: true,
      timezone: 'UTC',
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    },
  });
  expect(cookie).toMatch(/^rt=[\w-]{43}; Max-Age=604800; Path=\/api\/auth; HttpOnly; SameSite=Lax$/);
  const call = withToken(app.call, session.access_token);
  expect(
    await expectStatus(await call('/api/tasks', { method: 'POST', json: { title: 'x' } }), 201),
  ).toBeDefined();
  expect(await expectStatus(await call('/api/auth/me'), 200)).toEqual({
    ...session.user,
    counts: { total: 1, completed: 0, pending: 1 },
  });
});

test.each([
  ['no e-mail', { email: 'a@b', password }, 400, 'invalid_email', 'Invalid email format'],
  [
    'a short password',
    { email: newEmail(), password: 'xkvbtqr' },
    400,
    'weak_password',
    'Password must be at least 8 characters',
  ],
  [
    'a common password',
    { email: newEmail(), password: 'password1' },
    400,
    'weak_password',
    'This password is too common',
  ],
  [
    '1,025 bytes',
    { email: newEmail(), password: 'xkvbt'.repeat(205) },
    400,
    'weak_password',
    'Password must be at most 1024 bytes',
  ],
  [
    'U+0000',
    { email: newEmail(), password: 'xkvbtqrm\0' },
    422,
    'invalid_characters',
    'Text contains characters that cannot be stored',
  ],
])(
  'signing up with %s is refused in the words of the product',
  async (_, credentials, status, code, detail) => {
    const answer = await post('signup', credentials);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await expectError(answer, status, code)).toBe(detail);
  },
);

test('a taken e-mail is refused in any spelling', async () => {
  const { email } = await signUp();
  const detail = await expectError(
    await post('signup', { email: ` ${email.toUpperCase()}`, password }),
    400,
    'email_taken',
  );
  expect(detail).toBe('Email already registered');
});

test.each(['id', 'is_active', 'token_version', 'role'])(
  'nobody signs up with a %s of their own',
  async (field) => {
    const email = newEmail();
    const detail = await expectError(
      await post('signup', { email, password, [field]: 'admin' }),
      422,
      'validation_error',
    );
    expect(detail).toMatchObject([{ loc: ['body', field], type: 'extra_forbidden' }]);
    expect(await app.deps.db.select().from(users).where(eq(users.email, email))).toEqual([]);
  },
);

test('signing in works with the right password only, and unknown e-mails are told the same', async () => {
  const { email, session } = await signUp();
  const right = await expectStatus<SessionRead>(await post('login', { email, password }), 200);
  expect(right.user).toEqual(session.user);
  const comparable = (answer: Response) =>
    [...answer.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
  const wrong = await post('login', { email, password: 'wrong-password' });
  const unknown = await post('login', { email: newEmail(), password: 'wrong-password' });
  expect(comparable(unknown)).toEqual(comparable(wrong));
  for (const answer of [wrong, unknown]) {
    expect(await expectError(answer, 401, 'invalid_credentials')).toBe('Incorrect email or password');
  }
});

test('a password counts whole, in either normal form', async () => {
  const email = newEmail();
  const [whole, other] = ['пароль-один-\u00e9', 'пароль-двад-\u00e9'];
  await expectStatus(await post('signup', { email, password: whole }), 201);
  for (const tried of [other, 'пароль', `${whole} `]) {
    await expectError(await post('login', { email, password: tried }), 401, 'invalid_credentials');
  }
  await expectStatus(await post('login', { email, password: whole.normalize('NFD') }), 200);
});

test('an account that is locked answers 429 with the seconds to wait', async () => {
  const { email } = await signUp();
  const wrong = { email, password: 'wrong-password' };
  for (let i = 0; i < 6; i += 1) await expectError(await post('login', wrong), 401, 'invalid_credentials');
  const answer = await post('login', { email, password });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(25);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(30);
  expect(await expectError(answer, 429, 'rate_limited')).toBe('Rate limit exceeded');
});

test('refreshing needs the cookie, replaces it and opens a new session', async () => {
  const { refreshToken, session } = await signUp();
  const answer = await post('refresh', {}, withCookie(refreshToken));
  expect(cookieOf(answer)).toMatch(/^[\w-]{43}$/);
  expect(cookieOf(answer)).not.toBe(refreshToken);
  expect((await expectStatus<SessionRead>(answer, 200)).user).toEqual(session.user);
  await expectError(await post('refresh', {}), 401, 'not_authenticated');
  await expectError(await post('refresh', {}, withCookie(session.access_token)), 401, 'not_authenticated');
});

test('a session that has ended takes its cookie with it, and the log names no token', async () => {
  const { refreshToken } = await signUp();
  await post('logout', {}, withCookie(refreshToken));
  const answer = await post('refresh', {}, withCookie(refreshToken));
  expect(answer.headers.get('set-cookie')).toMatch(/^rt=; Max-Age=0; Path=\/api\/auth;/);
  expect(await expectError(answer, 401, 'session_revoked')).toBe('Session ended');
  expect(JSON.stringify(app.lines)).not.toContain(refreshToken);
});

test('logging out answers 200 with and without a session, and clears the cookie', async () => {
  for (const token of [(await signUp()).refreshToken, 'rubbish']) {
    const answer = await post('logout', {}, withCookie(token));
    expect(answer.headers.get('set-cookie')).toMatch(/^rt=; Max-Age=0;/);
    expect(await expectStatus(answer, 200)).toEqual({ message: 'Logged out successfully' });
  }
});

test('logging out everywhere ends other devices and access tokens at once', async () => {
  const { email, refreshToken, session } = await signUp();
  const other = await post('login', { email, password });
  const otherToken = (await expectStatus<SessionRead>(other.clone(), 200)).access_token;
  await expectStatus(await post('logout', { all: true }, withCookie(refreshToken)), 200);
  for (const token of [session.access_token, otherToken]) {
    await expectError(await withToken(app.call, token)('/api/tasks'), 401, 'invalid_token');
  }
  for (const token of [refreshToken, cookieOf(other)]) {
    await expectError(await post('refresh', {}, withCookie(token)), 401, 'session_revoked');
  }
});

test.each(['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'https://localhost:5173'])(
  'a page of %s cannot use the cookie: nothing happens to the session',
  async (origin) => {
    const { refreshToken, session } = await signUp();
    const user = { db: app.deps.db, userId: session.user.id };
    const before = await rowsOf(user);
    for (const path of ['refresh', 'logout', 'login', 'signup']) {
      const answer = await post(path, {}, withCookie(refreshToken, { headers: { origin } }));
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      await expectError(answer, 403, 'origin_not_allowed');
    }
    expect(await rowsOf(user)).toEqual(before);
  },
);

test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
  'a form post (%s) is no request of ours, with or without an origin',
  async (type) => {
    const { refreshToken } = await signUp();
    for (const path of ['login', 'logout', 'refresh']) {
      const headers = { cookie: `rt=${refreshToken}`, ...(type && { 'content-type': type }) };
      const init = { method: 'POST', body: new TextEncoder().encode('{}') };
      const answer = await app.call(`/api/auth/${path}`, { ...init, headers });
      expect(answer.headers.get('set-cookie')).toBeNull();
      await expectError(answer, 415, 'unsupported_media_type');
      const foreign = { ...headers, origin: 'https://evil.example' };
      await expectError(
        await app.call(`/api/auth/${path}`, { ...init, headers: foreign }),
        403,
        'origin_not_allowed',
      );
    }
  },
);

test('credentials of more than 16 KiB are not read', async () => {
  const json = { email: newEmail(), password: 'x'.repeat(16 * 1024) };
  await expectError(await post('signup', json), 413, 'payload_too_large');
});

test.each([
  ['deleted', 'inactive_user', (id: string) => app.deps.db.delete(users).where(eq(users.id, id))],
  [
    'deactivated',
    'inactive_user',
    (id: string) => app.deps.db.update(users).set({ isActive: false }).where(eq(users.id, id)),
  ],
  [
    'signed out everywhere',
    'invalid_token',
    (id: string) => app.deps.db.update(users).set({ tokenVersion: 1 }).where(eq(users.id, id)),
  ],
])('a fresh access token of a user who was %s opens nothing', async (_, code, change) => {
  const { user, call } = await app.signedIn();
  const task = await aTask(user);
  await change(user.userId);
  const requests: [string, Init][] = [
    ['/api/auth/me', {}],
    ['/api/tasks', {}],
    ['/api/tasks', { method: 'POST', json: { title: 'x' } }],
    [`/api/tasks/${task.id}`, {}],
    [`/api/tasks/${task.id}`, { method: 'PUT', json: { title: 'x' } }],
    [`/api/tasks/${task.id}/complete`, { method: 'PATCH' }],
    [`/api/tasks/${task.id}`, { method: 'DELETE' }],
  ];
  const before = await rowsOf(user);
  for (const [path, init] of requests) await expectError(await call(path, init), 401, code);
  expect(await rowsOf(user)).toEqual(before);
});

test('the user agent of a session is kept to 120 characters', async () => {
  const answer = await post(
    'signup',
    { email: newEmail(), password },
    { headers: { 'user-agent': 'x'.repeat(500) } },
  );
  const { user } = await expectStatus<SessionRead>(answer, 201);
  const [row] = await app.deps.db.select().from(refreshTokens).where(eq(refreshTokens.userId, user.id));
  expect(row?.userAgent).toBe('x'.repeat(120));
});
