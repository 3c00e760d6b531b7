import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loginPath, nextPath } from './next-path.ts';

const HOME = 'https://app.example';

test.each([
  '//evil.example',
  'https://evil.example',
  'https://evil.example/tasks',
  '/\\evil.example/tasks',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/%2f/evil.example',
  '/tasks/../../evil',
  '/login',
  'tasks',
  '',
  null,
])('next=%s leads to the task list', (next) => {
  expect(nextPath(next, HOME)).toBe('/tasks');
});

test.each(['/tasks', '/tasks?status=pending', '/dashboard', '/tasks?q=a%20b#list', '/connect?request=x'])(
  'next=%s keeps its path, query and hash',
  (next) => {
    expect(nextPath(next, HOME)).toBe(next);
  },
);

test('no text at all leads away from the site or to an open page', () => {
  const spelling = fc.array(
    fc.constantFrom('/', '\\', '..', '//', '%2f', 'tasks', 'evil.example', ':', '@', '?', '\n'),
  );
  void fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        spelling.map((parts) => parts.join('')),
      ),
      (next) => {
        const url = new URL(nextPath(next, HOME), HOME);
        expect([url.origin, url.pathname]).toEqual([HOME, expect.stringMatching(/^\/(tasks|dashboard)$/)]);
      },
    ),
  );
});

test('the sign-in page leads back to where it was asked for', () => {
  const next = new URL(loginPath('/tasks?status=pending'), HOME).searchParams.get('next');
  expect(nextPath(next, HOME)).toBe('/tasks?status=pending');
});
