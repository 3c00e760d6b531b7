import { PRIVATE_ROUTES, ROUTES } from '../routes.ts';

/**
 * Where to go after signing in: the page that `next` names if it is one of ours, with its query, else
 * the task list. Only known pages count, so no spelling of another origin can get through.
 */
export function nextPath(next: string | null, origin: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return ROUTES.tasks;
  const url = new URL(next, origin);
  const known = url.origin === origin && PRIVATE_ROUTES.includes(url.pathname);
  return known ? url.pathname + url.search + url.hash : ROUTES.tasks;
}

/** The sign-in page that leads back to `path`. */
export function loginPath(path: string): string {
  return `${ROUTES.login}?next=${encodeURIComponent(path)}`;
}
