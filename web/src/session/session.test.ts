import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ada, bob, FakeApi, gate, refusal, tokenAnswer } from '../testing/fake-api.ts';
import { FakeBrowser } from '../testing/fake-browser.ts';
import type { SessionEnd, User } from './session.ts';

const REFRESH = 'POST /api/auth/refresh';
const LOGIN = 'POST /api/auth/login';
const LOGOUT = 'POST /api/auth/logout';
const credentials = { email: ada.email, password: 'correct horse battery' };
const loggedOut = () => Response.json({ message: 'Logged out successfully' });
const ended = () => refusal(401, 'session_revoked', 'Session ended');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An API that hands out token-1, token-2, … */
function countingApi(): FakeApi {
  let issued = 0;
  const next = () => tokenAnswer(`token-${++issued}`);
  return new FakeApi().on(REFRESH, next).on(LOGIN, next).on(LOGOUT, loggedOut);
}

test('a visitor of the start page without a session costs no request', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.start({ quiet: true });
  expect(session.state()).toEqual({ status: 'signed-out', end: null });
  expect(api.asked).toEqual([]);
});

test('any other page tries the cookie even when the browser remembers nothing', async () => {
  const session = new FakeBrowser().openTab(countingApi());
  await session.start({ quiet: false });
  expect(session.state()).toMatchObject({ status: 'signed-in', user: ada });
});

test('a refused refresh at the start is no expired session, only nobody', async () => {
  const session = new FakeBrowser().openTab(new FakeApi().on(REFRESH, ended));
  await session.start({ quiet: false });
  expect(session.state()).toEqual({ status: 'signed-out', end: null });
});

test('the token is renewed a minute before it ends', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  await vi.advanceTimersByTimeAsync(839_000);
  expect(await session.token()).toBe('token-1');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await session.token()).toBe('token-2');
});

test('a token that ended while the machine slept is renewed before it is used', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await session.token()).toBe('token-2');
});

test('requests refused together cause one refresh', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  const tokens = await Promise.all([
    session.renew('token-1'),
    session.renew('token-1'),
    session.renew('token-1'),
  ]);
  expect(tokens).toEqual(['token-2', 'token-2', 'token-2']);
  expect(api.count(REFRESH)).toBe(1);
});

test('a second tab uses the token that the first one fetched', async () => {
  const api = countingApi();
  const browser = new FakeBrowser();
  const [first, second] = [browser.openTab(api), browser.openTab(api)];
  await first.signIn(credentials);
  expect(second.state()).toMatchObject({ status: 'signed-in', user: ada });
  await Promise.all([first.renew('token-1'), second.renew('token-1')]);
  expect(await second.token()).toBe('token-2');
  expect(api.count(REFRESH)).toBe(1);
});

test('a refused refresh ends the session in all tabs and tells whose it was', async () => {
  const api = countingApi();
  const browser = new FakeBrowser();
  const [first, second] = [browser.openTab(api), browser.openTab(api)];
  await first.signIn(credentials);
  const heard: [User | null, SessionEnd][] = [];
  second.onEnd((user, end) => heard.push([user, end]));
  api.on(REFRESH, ended);
  await expect(first.renew('token-1')).rejects.toMatchObject({ status: 401 });
  expect(first.state()).toEqual({ status: 'signed-out', end: 'refused' });
  expect(second.state()).toEqual({ status: 'signed-out', end: 'refused' });
  expect(heard).toEqual([[ada, 'refused']]);
});

test.each([
  ['a server fault', () => refusal(500, 'internal_error', 'Internal server error')],
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
])('%s during a refresh signs nobody out and is tried again', async (_, fault) => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  api.on(REFRESH, fault);
  await expect(session.renew('token-1')).rejects.toThrow();
  expect(session.state()).toEqual({ status: 'signed-in', user: ada, unreachable: true });
  api.on(REFRESH, () => tokenAnswer('token-9'));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(session.state()).toEqual({ status: 'signed-in', user: ada, unreachable: false });
  expect(await session.token()).toBe('token-9');
});

test('a refresh that is limited waits as long as the server asks', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  api.on(REFRESH, () => refusal(429, 'rate_limited', 'Rate limit exceeded', { 'retry-after': '40' }));
  await expect(session.renew('token-1')).rejects.toMatchObject({ status: 429 });
  await vi.advanceTimersByTimeAsync(39_000);
  expect(api.count(REFRESH)).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(api.count(REFRESH)).toBe(2);
});

test('signing out ends all tabs at once and then the session on the server', async () => {
  const api = countingApi();
  const browser = new FakeBrowser();
  const [first, second] = [browser.openTab(api), browser.openTab(api)];
  await first.signIn(credentials);
  const leaving = first.signOut();
  expect(first.state()).toEqual({ status: 'signed-out', end: 'left' });
  expect(second.state()).toEqual({ status: 'signed-out', end: 'left' });
  await leaving;
  expect(api.count(LOGOUT)).toBe(1);
  expect(browser.memory.size).toBe(0);
});

test('a refresh that answers after the sign-out brings nobody back', async () => {
  const api = countingApi();
  const session = new FakeBrowser().openTab(api);
  await session.signIn(credentials);
  const answer = gate<Response>();
  api.on(REFRESH, () => answer.promise);
  const renewed = session.renew('token-1');
  const leaving = session.signOut();
  answer.open(tokenAnswer('too-late'));
  await expect(renewed).rejects.toMatchObject({ status: 401 });
  await leaving;
  expect(session.state()).toEqual({ status: 'signed-out', end: 'left' });
  expect(api.asked.at(-1)?.route).toBe(LOGOUT);
});

test('a sign-out that could not reach the server is finished at the next start, without signing in', async () => {
  const api = countingApi().on(LOGOUT, () => Promise.reject(new TypeError('Failed to fetch')));
  const browser = new FakeBrowser();
  const before = browser.openTab(api);
  await before.signIn(credentials);
  await before.signOut();
  api.on(LOGOUT, loggedOut);
  const after = browser.openTab(api);
  await after.start({ quiet: false });
  expect(after.state()).toEqual({ status: 'signed-out', end: null });
  expect(api.count(LOGOUT)).toBe(2);
  expect(api.count(REFRESH)).toBe(0);
  expect(browser.memory.size).toBe(0);
});

test('another user signing in elsewhere ends what this tab showed before it shows theirs', async () => {
  const api = countingApi();
  const browser = new FakeBrowser();
  const [first, second] = [browser.openTab(api), browser.openTab(api)];
  await first.signIn(credentials);
  const heard: [User | null, SessionEnd][] = [];
  first.onEnd((user, end) => heard.push([user, end]));
  api.on(LOGIN, () => tokenAnswer('bobs', bob));
  await second.signIn({ ...credentials, email: bob.email });
  expect(heard).toEqual([[ada, 'left']]);
  expect(first.state()).toMatchObject({ status: 'signed-in', user: bob });
});

test('the token is nowhere in what the browser remembers', async () => {
  const browser = new FakeBrowser();
  await browser.openTab(countingApi()).signIn(credentials);
  expect([...browser.memory]).toEqual([['session', 'open']]);
});
