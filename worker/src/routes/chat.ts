// POST /api/chat: the older JSON door to the same agent and the same conversations.
import { Hono } from 'hono';
import * as z from 'zod';
import { onceOf } from '#core/idempotency.ts';
import { chatContext } from '../chat/context.ts';
import { converse } from '../chat/converse.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';
import { replayHeaders } from '../http/idempotency.ts';
import { readBody } from '../http/json-body.ts';
import { session } from '../http/session.ts';

const ChatMessage = z.strictObject({ message: z.string(), conversation_id: z.string().nullish() });

export function chatRoutes(deps: Deps) {
  return new Hono<AppEnv>().use(session(deps)).post('/', async (c) => {
    const { requestId, ctx } = c.var;
    await deps.admitTurn(ctx.userId);
    const body = await readBody(c.req.raw, ChatMessage);
    const { message, conversation_id } = body;
    const once = await onceOf(c.req.header('idempotency-key'), ['POST', '/api/chat', body]);
    const context = chatContext(once ? { ...ctx, once } : ctx, { requestId, budget: deps.config.budget });
    const reply = converse(deps.chat, { message, conversationId: conversation_id ?? undefined }, context);
    c.executionCtx.waitUntil(reply.catch(() => undefined)); // its failure is this request's answer
    return c.json(await reply, 200, replayHeaders(context));
  });
}
