import { Hono } from 'hono';
import * as z from 'zod';
import { AppError } from '#core/errors.ts';
import { NewTask, type Task, TaskChange } from '#core/tasks/schema.ts';
import {
  addTask,
  type Changed,
  changeTask,
  completeTask,
  deleteTask,
  getTask,
  listTasks,
} from '#core/tasks/tasks.ts';
import { isUuid } from '#core/uuid.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, C } from '../http/app-env.ts';
import { onceContext, replayHeaders } from '../http/idempotency.ts';
import { readBody } from '../http/json-body.ts';
import { session, userLimit } from '../http/session.ts';
import { readTaskQuery } from './task-query.ts';

const Completion = z.strictObject({ completed: z.boolean().optional() });

/**
 * The task routes, at `/api/tasks` and at the older `/api/{user_id}/tasks`.
 * @param show How a task is written there.
 */
export function taskRoutes(deps: Deps, show: (task: Task) => object = (task) => task) {
  const reply = (c: C, changed: Changed, status: 200 | 201 = 200, headers = {}) =>
    c.json({ ...show(changed.task), undo: changed.undo }, status, { ...replayHeaders(changed), ...headers });

  return new Hono<AppEnv>()
    .use(session(deps), userLimit(deps))
    .get('/', async (c) => {
      const { tasks } = await listTasks(c.var.ctx, readTaskQuery(c.req.queries()));
      return c.json(tasks.map(show));
    })
    .post('/', async (c) => {
      const body = await readBody(c.req.raw, NewTask);
      const added = await addTask(await onceContext(c, body), body);
      return reply(c, added, 201, { location: `/api/tasks/${added.task.id}` });
    })
    .get('/:id', async (c) => c.json(show(await getTask(c.var.ctx, idOf(c)))))
    .put('/:id', async (c) => {
      const id = idOf(c);
      const body = await readBody(c.req.raw, TaskChange);
      return reply(c, await changeTask(await onceContext(c, body), id, body));
    })
    .patch('/:id/complete', async (c) => {
      const id = idOf(c);
      const body = c.req.raw.body ? await readBody(c.req.raw, Completion) : {};
      return reply(c, await completeTask(await onceContext(c, body), id, body.completed));
    })
    .delete('/:id', async (c) => {
      const deleted = await deleteTask(await onceContext(c, {}), idOf(c));
      const headers = replayHeaders(deleted);
      if (c.req.header('prefer') === 'return=minimal') return c.body(null, 204, headers);
      return c.json({ message: 'Task deleted successfully', undo: deleted.undo }, 200, headers);
    });
}

/** Here a task is named by its UUID only; numbers are for people and tools. */
function idOf(c: C): string {
  const id = c.req.param('id') ?? '';
  if (!isUuid(id)) throw new AppError('not_found', 'Task not found');
  return id;
}
