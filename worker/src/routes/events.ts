import { Hono } from 'hono';
import * as z from 'zod';
import { undoEvent, undoTurn } from '#core/events/undo.ts';
import type { Changed } from '#core/tasks/tasks.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, C } from '../http/app-env.ts';
import { onceContext, replayHeaders } from '../http/idempotency.ts';
import { readBody } from '../http/json-body.ts';
import { session, userLimit } from '../http/session.ts';

const Nothing = z.strictObject({});

/** `POST /api/events/{id}/undo`: takes one change back and answers what has become of its task. */
export const eventRoutes = (deps: Deps) =>
  new Hono<AppEnv>().use(session(deps), userLimit(deps)).post('/:id/undo', async (c) => {
    const ctx = await undoContext(c);
    const changed = await undoEvent(ctx, c.req.param('id'));
    return c.json(shown(changed), 200, replayHeaders(changed));
  });

/** `POST /api/turns/{id}/undo`: takes all changes of a chat turn back, or none. */
export const turnRoutes = (deps: Deps) =>
  new Hono<AppEnv>().use(session(deps), userLimit(deps)).post('/:id/undo', async (c) => {
    const ctx = await undoContext(c);
    const changes = await undoTurn(ctx, c.req.param('id'));
    return c.json({ tasks: changes.map(shown) }, 200, changes[0] && replayHeaders(changes[0]));
  });

async function undoContext(c: C) {
  if (c.req.raw.body) await readBody(c.req.raw, Nothing);
  return onceContext(c, {});
}

/** A task that is there no more is shown as it was. */
const shown = ({ task, gone, undo }: Changed) => ({ ...task, ...(gone && { deleted: true }), undo });
