import { Hono } from 'hono';
import { ping } from '#core/db/client.ts';
import type { AppEnv } from '../http/app-env.ts';

/** Answers even when the Worker is misconfigured. */
export const GREETING = { message: 'Todo API is running!' };

export function rootRoutes() {
  return new Hono<AppEnv>()
    .get('/', (c) => c.json(GREETING))
    .get('/health', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      await ping(c.var.db);
      return c.json({ status: 'ready' });
    });
}
