import { Hono } from 'hono';
import { listGrants, revokeGrants, type ServerGrant } from '#core/grants/grants.ts';
import { decideRequest, readRequest } from '#core/grants/requests.ts';
import { ConsentDecision } from '#core/grants/schema.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, C } from '../http/app-env.ts';
import { readBody } from '../http/json-body.ts';
import { session, userLimit } from '../http/session.ts';

/** What the consent page and the page of connected clients read and decide. No cookie counts here, only the token. */
export function oauthRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .use(session(deps), userLimit(deps))
    .get('/requests/:id', async (c) => c.json(await readRequest(c.var.ctx, idOf(c))))
    .post('/requests/:id', async (c) => {
      const decision = await readBody(c.req.raw, ConsentDecision);
      return c.json(await decideRequest(c.var.ctx, idOf(c), decision));
    })
    .get('/grants', async (c) => c.json(await listGrants(c.var.ctx)))
    .delete('/grants', async (c) => {
      const ended = await revokeGrants(c.var.ctx, 'all');
      tellServer(c, deps, ended);
      return c.json({ message: 'All apps are disconnected', disconnected: ended.length });
    })
    .delete('/grants/:id', async (c) => {
      tellServer(c, deps, await revokeGrants(c.var.ctx, idOf(c)));
      return c.json({ message: 'The app is disconnected' });
    });
}

const idOf = (c: C): string => c.req.param('id') ?? '';

/** Our own record refuses a client from now on; what the MCP Worker keeps in KV may go a moment later. */
function tellServer(c: C, { config, log }: Deps, grants: ServerGrant[]): void {
  if (grants.length === 0) return;
  const requestId = c.var.requestId;
  const tell = async () => {
    const response = await config.mcp.fetch('https://mcp/grants/revocations', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': requestId },
      body: JSON.stringify({ grants }),
    });
    if (!response.ok) throw new Error(`revocations answered ${response.status}`);
  };
  log('oauth.revoked', { request_id: requestId, grants: grants.length });
  c.executionCtx.waitUntil(tell().catch((error) => log('fault', { error, request_id: requestId })));
}
