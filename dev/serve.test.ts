import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, expect, test, vi } from 'vitest';
import { DATABASE_URL } from './neon-http/request.ts';
import { marked } from './serve/marked-processes.ts';
import { freePorts } from './serve/ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const ports = async () => {
  const [WEB_PORT = '', API_PORT = '', MCP_PORT = '', SQL_PORT = '', MODEL_PORT = ''] = (
    await freePorts(5)
  ).map(String);
  return { WEB_PORT, API_PORT, MCP_PORT, SQL_PORT, MODEL_PORT };
};

/** Starts dev/serve.ts without anything the machine's environment may hold. */
const serve = (variables: Record<string, string>) => {
  const program = new URL('./serve.ts', import.meta.url).pathname;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
  const child = spawn(process.execPath, [program], { env: env as NodeJS.ProcessEnv });
  children.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  return { child, lines, exit: once(child, 'exit').then(([code]) => code as number | null) };
};

test('a taken port is named with its variable before anything starts', { timeout: 30_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = `${(taken.address() as AddressInfo).port}`;
  const dataDir = join(folder, 'taken');
  const { exit, lines } = serve({ ...(await ports()), MODEL_PORT: port, DATA_DIR: dataDir });
  expect(await exit).toBe(1);
  expect(lines).toEqual([`Port ${port} is taken. Stop what uses it, or choose another with MODEL_PORT.`]);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  taken.close();
});

test('a weak secret is refused with a sentence', { timeout: 30_000 }, async () => {
  const { exit, lines } = serve({ ...(await ports()), DATA_DIR: ':memory:', BETTER_AUTH_SECRET: 'short' });
  expect(await exit).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('BETTER_AUTH_SECRET has fewer than 32 bytes');
});

test('everything answers, survives a broken Postgres, and Ctrl-C leaves no process', {
  timeout: 120_000,
}, async () => {
  const marker = crypto.randomUUID();
  const used = await ports();
  const dataDir = join(folder, 'data');
  const { child, exit, lines } = serve({ ...used, DATA_DIR: dataDir, MARKER: marker });
  const ended = exit.then((code) => Promise.reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
  const ready =
    `ready web=http://127.0.0.1:${used.WEB_PORT} api=http://127.0.0.1:${used.API_PORT} ` +
    `mcp=http://127.0.0.1:${used.MCP_PORT}/mcp`;
  const until = (line: string) =>
    vi.waitFor(() => expect(lines).toContain(line), { timeout: 60_000, interval: 100 });
  await Promise.race([until(ready), ended]);
  const urls = [
    `${used.WEB_PORT}/`,
    `${used.API_PORT}/`,
    `${used.WEB_PORT}/api/auth/me`,
    `${used.MCP_PORT}/mcp`,
  ];
  const answers = await Promise.all(urls.map((url) => fetch(`http://127.0.0.1:${url}`)));
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);

  neonConfig.fetchEndpoint = `http://127.0.0.1:${used.SQL_PORT}/sql`;
  const sql = neon(DATABASE_URL);
  await sql`create function endless(i int) returns int language plpgsql as 'begin return endless(i + 1); end'`;
  await expect(sql`select endless(1)`).rejects.toThrow('HTTP status 500');
  await vi.waitFor(
    () => expect(sql`select count(*)::int as n from tasks`).resolves.toEqual([{ n: 0 }]),
    30_000,
  );

  child.kill('SIGINT');
  expect(await exit).toBe(0);
  expect(marked(marker)).toEqual([]);
  expect(existsSync(join(dataDir, 'secrets.env'))).toBe(true);
});
