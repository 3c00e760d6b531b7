import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from './app-env.ts';
import { readRefreshCookie, writeRefreshCookie } from './refresh-cookie.ts';

const life = 'Max-Age=604800; Path=/api/auth';

test.each([
  [
    'own domain',
    'https://app.example.org',
    'https://api.example.org',
    `__Secure-rt=t; ${life}; HttpOnly; Secure; SameSite=Strict`,
  ],
  [
    'Pages function',
    'https://todo.pages.dev',
    'https://todo.pages.dev',
    `__Secure-rt=t; ${life}; HttpOnly; Secure; SameSite=Strict`,
  ],
  [
    'two sites',
    'https://todo.pages.dev',
    'https://api.me.workers.dev',
    `__Secure-rt=t; ${life}; HttpOnly; Secure; SameSite=None; Partitioned`,
  ],
  [
    'two people on one host',
    'https://a.pages.dev',
    'https://b.pages.dev',
    `__Secure-rt=t; ${life}; HttpOnly; Secure; SameSite=None; Partitioned`,
  ],
  ['development', 'http://localhost:5173', 'http://127.0.0.1:8787', `rt=t; ${life}; HttpOnly; SameSite=Lax`],
])(
  'the cookie of the deployment "%s" has its flags, with and without an Origin',
  async (_, web, api, cookie) => {
    const where = { production: web.startsWith('https:'), webOrigins: [web] };
    const app = new Hono<AppEnv>()
      .get('/set', (c) => {
        writeRefreshCookie(c, where, 't');
        return c.body(null);
      })
      .get('/get', (c) => c.text(readRefreshCookie(c, where) ?? ''));
    for (const headers of [new Headers({ origin: web }), new Headers()]) {
      const answer = await app.request(`${api}/set`, { headers });
      expect(answer.headers.get('set-cookie')).toBe(cookie);
    }
    const read = await app.request(`${api}/get`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await read.text()).toBe('t');
  },
);
