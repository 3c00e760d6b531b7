import { expect, test } from 'vitest';
import { signAccessToken } from '#core/auth/access-token.ts';
import { anApp, expectError, type Init, type TestApp, withToken } from '../testing/app.ts';

const strict = await anApp({ env: { LIMITS: 'strict' } });
const relaxed = await anApp();

/** An address that no other test sends from. */
const anAddress = () => `198.51.${Math.floor(Math.random() * 256)}.${crypto.randomUUID()}`;
const from = (address: string): Init => ({ headers: { 'cf-connecting-ip': address } });

/** The limits count by the minute of the clock: what ran into the next one is counted anew. */
async function inOneMinute<Counted>(count: () => Promise<Counted>): Promise<Counted> {
  const minute = () => Math.floor(Date.now() / 60_000);
  for (;;) {
    const begun = minute();
    const counted = await count();
    if (minute() === begun) return counted;
  }
}

/** How many of `amount` requests pass before the first 429. */
async function passed(
  amount: number,
  send: (i: number) => Promise<Response>,
): Promise<[number, Response | undefined]> {
  for (let i = 0; i < amount; i += 1) {
    const answer = await send(i);
    if (answer.status === 429) return [i, answer];
  }
  return [amount, undefined];
}

const signIn = (app: TestApp, address: string) =>
  app.call('/api/auth/login', {
    method: 'POST',
    json: { email: `${crypto.randomUUID()}@x.test`, password: 'wrong-password' },
    ...from(address),
  });

test('the eleventh sign-in of a minute from one address waits a minute, that of another does not', async () => {
  const [count, refused] = await inOneMinute(() => {
    const address = anAddress();
    return passed(12, () => signIn(strict, address));
  });
  expect(count).toBe(10);
  expect(refused?.headers.get('retry-after')).toBe('60');
  await expectError(refused as Response, 429, 'rate_limited');
  await expectError(await signIn(strict, anAddress()), 401, 'invalid_credentials');
});

test("no header but the platform's names the address", async () => {
  const [count] = await inOneMinute(() => {
    const address = anAddress();
    const headers = (i: number) => ({ 'cf-connecting-ip': address, 'x-forwarded-for': `203.0.113.${i}` });
    return passed(31, (i) =>
      strict.call('/api/auth/refresh', { method: 'POST', json: {}, headers: headers(i) }),
    );
  });
  expect(count).toBe(30);
});

test('relaxed, one address has a hundred times the room', async () => {
  const address = anAddress();
  expect((await passed(15, () => signIn(relaxed, address)))[0]).toBe(15);
});

test('a user has 60 changes a minute over all tokens and addresses, relaxed or not; others keep theirs', async () => {
  const path = `/api/tasks/${crypto.randomUUID()}`;
  const [count] = await inOneMinute(async () => {
    const one = await relaxed.signedIn();
    const second = await signAccessToken(relaxed.deps.accessKeys, one.user, new Date());
    const calls = [one.call, withToken(relaxed.call, second)] as const;
    return passed(61, (i) => calls[i % 2 === 0 ? 0 : 1](path, { method: 'DELETE', ...from(anAddress()) }));
  });
  expect(count).toBe(60);
  const b = await relaxed.signedIn();
  await expectError(await b.call(path, { method: 'DELETE' }), 404, 'not_found');
});

test("a bad token spends nobody's allowance", async () => {
  const { user, call } = await relaxed.signedIn();
  const token = await signAccessToken(relaxed.deps.accessKeys, user, new Date());
  const bad = withToken(relaxed.call, `${token.slice(0, -3)}AAA`);
  const path = `/api/tasks/${crypto.randomUUID()}`;
  for (let i = 0; i < 61; i += 1) await bad(path, { method: 'DELETE' });
  await expectError(await call(path, { method: 'DELETE' }), 404, 'not_found');
});
