import { expect, test, vi } from 'vitest';
import { FakeApi, refusal, tokenAnswer } from '../testing/fake-api.ts';
import { find, render, type } from '../testing/render.tsx';
import { AuthPage } from './auth-page.tsx';

async function fillIn(email: string, password: string) {
  type(await find<HTMLInputElement>('[name=email]'), email);
  type(await find<HTMLInputElement>('[name=password]'), password);
  const button = await find<HTMLButtonElement>('button[type=submit]:enabled');
  button.click();
}

const text = () => document.body.textContent;

test('a taken address is said at the e-mail field, and what was typed stays', async () => {
  const api = new FakeApi().on('POST /api/auth/signup', () =>
    refusal(400, 'email_taken', 'Email already registered'),
  );
  await render(<AuthPage mode="signup" />, { api });
  await fillIn('ada@example.com', 'correct horse');
  const email = await find<HTMLInputElement>('[name=email][aria-invalid]');
  const described = email.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe('Email already registered');
  expect(email.value).toBe('ada@example.com');
  expect((await find<HTMLInputElement>('[name=password]')).value).toBe('correct horse');
});

test('wrong credentials are said above the form, at no single field', async () => {
  const refused = () => refusal(401, 'invalid_credentials', 'Incorrect email or password');
  await render(<AuthPage mode="login" />, { api: new FakeApi().on('POST /api/auth/login', refused) });
  await fillIn('ada@example.com', 'wrong');
  expect((await find('[role=alert]')).textContent).toBe('Incorrect email or password');
  expect(document.querySelector('[aria-invalid]')).toBeNull();
});

test('too many tries count down, and the button waits with them', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
  const limited = () => refusal(429, 'rate_limited', 'Rate limit exceeded', { 'retry-after': '30' });
  await render(<AuthPage mode="login" />, { api: new FakeApi().on('POST /api/auth/login', limited) });
  await fillIn('ada@example.com', 'correct horse');
  await vi.waitFor(() => expect(text()).toContain('Try again in 30 s.'));
  expect(document.querySelector('button[type=submit]:disabled')).not.toBeNull();
  await vi.advanceTimersByTimeAsync(30_000);
  await find('button[type=submit]:enabled');
  expect(text()).not.toContain('Try again in');
  vi.useRealTimers();
});

test('signing in goes on to the page that asked for it', async () => {
  const api = new FakeApi().on('POST /api/auth/login', () => tokenAnswer('token'));
  await render(<AuthPage mode="login" />, { api, path: '/login?next=%2Ftasks%3Fstatus%3Dpending' });
  await fillIn('ada@example.com', 'correct horse');
  await vi.waitFor(() => expect(location.pathname + location.search).toBe('/tasks?status=pending'));
});

test('the password can be shown and hidden again', async () => {
  await render(<AuthPage mode="login" />, { api: new FakeApi() });
  const toggle = await find<HTMLButtonElement>('[aria-label="Show password"]');
  toggle.click();
  await find('[name=password][type=text]');
  toggle.click();
  await find('[name=password][type=password]');
});
