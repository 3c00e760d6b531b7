// POST /api/chatkit: the ChatKit protocol, one endpoint for all of its requests.
import { Hono } from 'hono';
import { asksForStream, EVENT_STREAM_HEADERS, toEventStream } from '#chatkit/index.ts';
import { TURN } from '#core/limits.ts';
import { chatContext } from '../chat/context.ts';
import { onceOfRequest } from '../chat/once.ts';
import { processOnce } from '../chat/process-once.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';
import { replayHeaders } from '../http/idempotency.ts';
import { readJson } from '../http/json-body.ts';
import { session } from '../http/session.ts';

export function chatkitRoutes(deps: Deps) {
  return new Hono<AppEnv>().use(session(deps)).post('/', async (c) => {
    const { requestId, ctx } = c.var;
    const body = await readJson(c.req.raw);
    const once = await onceOfRequest(body);
    const request = { requestId, budget: deps.config.budget };
    const context = chatContext(once ? { ...ctx, once } : ctx, request);
    await (asksForStream(body) ? deps.admitTurn(ctx.userId) : deps.limits('chatkit', ctx.userId));
    const result = await processOnce(deps.chat, body, context);
    const turn: Record<string, string> = {
      ...(result.turnId && { 'x-turn-id': result.turnId }),
      ...replayHeaders(context),
    };
    if (result.kind === 'json') return c.json(result.body, 200, turn);
    const { body: stream, done } = toEventStream(result.events, { keepAliveMs: TURN.heartbeatMs });
    // The turn goes on to its end when the client is gone: a lost connection is not a stop.
    c.executionCtx.waitUntil(done);
    return new Response(stream, { headers: { ...EVENT_STREAM_HEADERS, ...turn } });
  });
}
