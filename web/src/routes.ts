// Every address of the app. Pure data: the build reads it too, to tell Pages which paths are pages.

export const ROUTES = {
  landing: '/',
  login: '/login',
  signup: '/signup',
  dashboard: '/dashboard',
  tasks: '/tasks',
  /** Apps that a person has connected. */
  connections: '/connections',
  /** Where an app asks for access; the MCP Worker sends people here. */
  connect: '/connect',
} as const;

/** Pages that need a session; everything else is open to anybody. */
export const PRIVATE_ROUTES: readonly string[] = [
  ROUTES.dashboard,
  ROUTES.tasks,
  ROUTES.connections,
  ROUTES.connect,
];
