import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { say, script, waitAt } from '#dev/model/script-client.ts';
import { marked } from '#dev/serve/marked-processes.ts';
import { freePorts } from '#dev/serve/ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'restart-'));
const marker = crypto.randomUUID();

/** Without a chance to say goodbye, as when the power goes. */
const killAll = () =>
  vi.waitFor(
    () => {
      const left = marked(marker);
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      expect(left).toEqual([]);
    },
    { timeout: 10_000 },
  );

afterAll(async () => {
  await killAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the whole product and resolves once it says that it is ready. */
async function start(variables: Record<string, string>): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, MARKER: marker, ...variables };
  const child = spawn(process.execPath, ['dev/serve.ts'], { env: env as NodeJS.ProcessEnv });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  await vi.waitFor(() => expect(output).toContain('ready web='), { timeout: 90_000, interval: 100 });
}

const post = (url: string, body: unknown, token?: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

test('killing everything in the middle of an answer loses no message', { timeout: 240_000 }, async () => {
  const [web, api, mcp, sql, model] = await freePorts(5);
  const variables = {
    DATA_DIR: folder,
    WEB_PORT: `${web}`,
    API_PORT: `${api}`,
    MCP_PORT: `${mcp}`,
    SQL_PORT: `${sql}`,
    MODEL_PORT: `${model}`,
  };
  const base = `http://127.0.0.1:${api}`;
  await start(variables);
  const account = { email: `${crypto.randomUUID()}@example.test`, password: 'survives a restart' };
  const { access_token } = (await (await post(`${base}/api/auth/signup`, account)).json()) as {
    access_token: string;
  };
  const answer = await script(`http://127.0.0.1:${model}/v1`, [[say('I was about to'), waitAt('the crash')]]);
  const text = `Remember me ${answer.mark}`;
  const input = { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} };
  const stream = await post(
    `${base}/api/chatkit`,
    { type: 'threads.create', params: { input } },
    access_token,
  );
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  const { thread } = JSON.parse(first.slice('data: '.length).split('\n')[0] ?? '') as {
    thread: { id: string };
  };
  await answer.reached('the crash');
  await killAll();

  await start(variables);
  const login = await post(`${base}/api/auth/login`, account);
  expect(login.status).toBe(200);
  const { access_token: token } = (await login.json()) as { access_token: string };
  const read = await post(
    `${base}/api/chatkit`,
    { type: 'threads.get_by_id', params: { thread_id: thread.id } },
    token,
  );
  expect(await read.json()).toMatchObject({
    items: { data: [{ type: 'user_message', content: [{ text }] }] },
  });
});
