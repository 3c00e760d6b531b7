// Every address of the app. Pure data: the build reads it too, to tell Pages which paths are pages.

export const ROUTES = {
  landing: '/',
  login: '/login',
  signup: '/signup',
  dashboard: '/dashboard',
  tasks: '/tasks',
} as const;

/** Pages that need a session; everything else is open to anybody. */
export const PRIVATE_ROUTES: readonly string[] = [ROUTES.dashboard, ROUTES.tasks];
