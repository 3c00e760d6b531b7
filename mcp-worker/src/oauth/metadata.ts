import type { Deps } from '../deps.ts';
import { ownUrl } from '../guard.ts';
import { resourceOf } from './server.ts';

/** RFC 9728: what this resource is, and who gives out tokens for it. Reading is what any use needs. */
export function resourceMetadata(request: Request, deps: Deps) {
  const origin = ownUrl(request, deps);
  return {
    resource: resourceOf(origin),
    authorization_servers: [origin],
    scopes_supported: ['tasks:read'],
    bearer_methods_supported: ['header'],
    resource_name: 'edge-todo',
  };
}
