import { expect, test } from 'vitest';
import { startNeonHttp } from '../neon-http.ts';
import { freePorts } from '../serve/ports.ts';

// What the engine does with a server is asked of it by every database test that runs on one.

test('a server that cannot be reached is named by its address, without the password', async () => {
  const [port] = await freePorts(1);
  const postgresUrl = `postgres://user:hunter2@127.0.0.1:${port}/app`;
  const start = startNeonHttp({ port: 0, postgresUrl });
  await expect(start).rejects.toThrow(new Error(`PostgreSQL at 127.0.0.1:${port} could not be opened`));
});
