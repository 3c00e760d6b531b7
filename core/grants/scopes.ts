// The two rights a client may hold. To change tasks includes reading them.
import type { Scope } from './schema.ts';

export const SCOPES: readonly Scope[] = ['tasks:read', 'tasks:write'];

/** The known ones of a request, with what they include; a request that names none asks for reading. */
export function requestedScopes(names: readonly string[]): Scope[] {
  return names.includes('tasks:write') ? [...SCOPES] : ['tasks:read'];
}

export const parseScope = (scope: string): Scope[] =>
  SCOPES.filter((name) => scope.split(' ').includes(name));
