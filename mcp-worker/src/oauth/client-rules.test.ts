import { expect, test } from 'vitest';
import { cleanClientName } from '#core/grants/client-name.ts';
import { isAllowedRedirect, isFetchableClientId, refusedRegistration } from './client-rules.ts';

test('O01, O02: an answer may go to https and to this machine, and nowhere else', () => {
  const good = [
    'https://app.example/cb',
    'http://127.0.0.1:1/cb',
    'http://[::1]:9/cb',
    'http://localhost/cb',
  ];
  for (const address of good) expect(isAllowedRedirect(address, []), address).toBe(true);
  const bad = [
    'http://app.example/cb',
    'http://127.0.0.1.evil.com/cb',
    'http://localhost.evil.com/cb',
    'https://app.example@evil.example/cb',
    'http://user:pass@localhost/cb',
    'https://app.example/cb#f',
    'https://app.example/cb#',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'app.example:/callback',
    'no address',
    '',
    `https://app.example/${'x'.repeat(2_048)}`,
  ];
  for (const address of bad) expect(isAllowedRedirect(address, []), address).toBe(false);
});

test('an address of the list is good letter for letter', () => {
  const extra = ['app.example:/callback'];
  expect(isAllowedRedirect('app.example:/callback', extra)).toBe(true);
  expect(isAllowedRedirect('app.example:/callback/', extra)).toBe(false);
  expect(isAllowedRedirect('app.example:/Callback', extra)).toBe(false);
});

test('O11: a registration with too many, remote http or disguised addresses is refused', () => {
  const https = (n: number) => Array.from({ length: n }, (_, i) => `https://app.example/${i}`);
  expect(refusedRegistration({ redirect_uris: https(10) }, [])).toBeUndefined();
  expect(refusedRegistration({ redirect_uris: https(11) }, [])).toBeDefined();
  expect(refusedRegistration({ redirect_uris: ['https://a.example/', 'cursor://cb'] }, [])).toBeUndefined();
  for (const bad of ['http://evil.example/cb', 'https://a@b.example/', 'https://a.example/#x', 7, null]) {
    expect(
      refusedRegistration({ redirect_uris: ['https://a.example/', bad] }, []),
      String(bad),
    ).toBeDefined();
  }
});

test('O12: the address of a client is fetched from a public host by name only', () => {
  expect(isFetchableClientId('https://app.example/client.json')).toBe(true);
  const bad = [
    'http://app.example/x',
    'https://127.0.0.1/x',
    'https://10.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://localhost/x',
    'https://localhost./x',
    'https://db.internal/x',
    'https://printer.local/x',
    'https://app.example:8443/x',
    'https://user@app.example/x',
    'https://app.example/x#f',
    'ftp://app.example/x',
    'urn:x',
  ];
  for (const id of bad) expect(isFetchableClientId(id), id).toBe(false);
});

test('O10: a name is shown as one line of at most 64 characters, without controls and turned text', () => {
  expect(cleanClientName('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
  expect(cleanClientName('\u202Eelgoog\u202C\n\u0007 two\u2066lines')).toBe('elgoog  twolines');
  expect([...cleanClientName('😀'.repeat(5_000))]).toHaveLength(64);
  for (const empty of ['', ' \u200B\u202E ', undefined, 7]) {
    expect(cleanClientName(empty)).toBe('An app without a name');
  }
});
