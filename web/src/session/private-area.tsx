import type { ReactNode } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { ROUTES } from '../routes.ts';
import { loginPath } from './next-path.ts';
import { useSessionState } from './session-context.ts';

/** Shows `children` to signed-in users, `waiting` until that is known, and sends others to the sign-in. */
export function PrivateArea({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const state = useSessionState();
  const [path] = useLocation();
  const search = useSearch();
  if (state.status === 'signed-in') return children;
  if (state.status === 'starting') return waiting;
  const here = search ? `${path}?${search}` : path;
  return <Redirect to={state.end === 'left' ? ROUTES.login : loginPath(here)} replace />;
}
