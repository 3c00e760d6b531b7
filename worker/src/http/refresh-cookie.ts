// The cookie that holds the refresh token. Only `/api/auth/*` ever sees it.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { LIFE } from '#core/limits.ts';
import type { Config } from '../env.ts';
import type { C } from './app-env.ts';

type Where = Pick<Config, 'production' | 'webOrigins'>;

export const readRefreshCookie = (c: C, where: Where): string | undefined => getCookie(c, nameOf(where));

export const writeRefreshCookie = (c: C, where: Where, token: string): void =>
  setCookie(c, nameOf(where), token, { ...flagsOf(c, where), maxAge: LIFE.refreshIdle });

export function clearRefreshCookie(c: C, where: Where): void {
  deleteCookie(c, nameOf(where), flagsOf(c, where));
}

/** `__Host-` would need the path `/`. */
const nameOf = ({ production }: Where): string => (production ? '__Secure-rt' : 'rt');

/**
 * Strict where page and API are one site. On two sites (`*.pages.dev` calling `*.workers.dev`) it takes a
 * partitioned third-party cookie, which some browsers drop: a reload then asks to sign in again.
 */
function flagsOf(c: C, { production, webOrigins }: Where): CookieOptions {
  const always = { httpOnly: true, path: '/api/auth' };
  if (!production) return { ...always, sameSite: 'Lax' };
  const origin = c.req.header('origin') ?? webOrigins.find((entry) => entry.startsWith('https:')) ?? '';
  const sameSite = URL.canParse(origin) && siteOf(origin) === siteOf(c.req.url);
  return sameSite
    ? { ...always, secure: true, sameSite: 'Strict' }
    : { ...always, secure: true, sameSite: 'None', partitioned: true };
}

/** Host names that are sold one level below these belong to strangers (Public Suffix List). */
const SHARED = /\.(pages|workers)\.dev$/;

/** The registrable domain, as far as these deployments need it. */
function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return hostname
    .split('.')
    .slice(SHARED.test(hostname) ? -3 : -2)
    .join('.');
}
