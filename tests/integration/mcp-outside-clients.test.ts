// Outside clients as people use them: each finds the authorization server by itself, registers, sends the person to
// decide, and uses every tool. The person's answers are scripted; all else is the clients' own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { UnauthorizedError as OldUnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { listGrants } from '#core/grants/grants.ts';
import { freePorts } from '#dev/serve/ports.ts';
import { ScriptedSignIn } from './mcp-sign-in.ts';
import { aPerson, type Person, type RunningMcpWorker, startMcpWorker } from './mcp-worker.ts';

let worker: RunningMcpWorker;
beforeAll(async () => {
  worker = await startMcpWorker({ url: inject('databaseUrl'), endpoint: inject('neonEndpoint') });
});
afterAll(() => worker.close());

type Call = (name: string, args: Record<string, unknown>) => Promise<unknown>;

const structured = (value: object) => ({ structuredContent: value });

async function useEveryTool(call: Call): Promise<void> {
  expect(await call('add_task', { title: 'Call mom' })).toMatchObject(structured({ status: 'created' }));
  expect(await call('update_task', { task_id: 1, title: 'Call dad' })).toMatchObject(
    structured({ status: 'updated' }),
  );
  expect(await call('complete_task', { task_id: 1, completed: true })).toMatchObject(
    structured({ status: 'completed' }),
  );
  expect(await call('list_tasks', { status: 'completed' })).toMatchObject(
    structured({ total: 1, tasks: [{ number: 1, title: 'Call dad' }] }),
  );
  expect(await call('delete_task', { task_id: '#1' })).toMatchObject(structured({ status: 'deleted' }));
}

/** What the person sees afterwards on the page of connected apps. */
async function expectConnected({ user }: Person, name: string | RegExp): Promise<void> {
  expect(await listGrants(user)).toMatchObject([
    {
      client_name: expect.stringMatching(name),
      scopes: ['tasks:read', 'tasks:write'],
      last_used_at: expect.any(String),
    },
  ]);
}

for (const mode of ['auto', 'legacy'] as const) {
  test(`the current client (${mode}) signs in, is refused a change it may not make, and asks for the right`, async () => {
    const person = await aPerson(worker.db);
    const signIn = new ScriptedSignIn(person);
    signIn.changeTasks = false;
    const open = () => new StreamableHTTPClientTransport(worker.url, { authProvider: signIn });
    const client = () => new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode } });
    const first = open();
    await expect(client().connect(first)).rejects.toThrow(UnauthorizedError);
    expect(signIn.asked).toEqual(['tasks:read']);
    await first.finishAuth(signIn.callback?.searchParams ?? new URLSearchParams());

    const transport = open();
    const connected = client();
    await connected.connect(transport);
    const call: Call = (name, args) => connected.callTool({ name, arguments: args });
    expect(await call('list_tasks', {})).toMatchObject(structured({ total: 0 }));
    signIn.changeTasks = true;
    await expect(call('add_task', { title: 'Call mom' })).rejects.toThrow(UnauthorizedError);
    expect(signIn.asked.at(-1)?.split(' ')).toContain('tasks:write');
    await transport.finishAuth(signIn.callback?.searchParams ?? new URLSearchParams());
    await useEveryTool(call);
    await connected.close();
    await expectConnected(person, 'Outside client');
  });
}

test('the client of the generation before signs in and uses every tool', async () => {
  const person = await aPerson(worker.db);
  // It asks for reading, as the challenge says, and cannot ask for more later: the person ticks the box at once.
  const signIn = new ScriptedSignIn(person);
  const open = () => new OldTransport(worker.url, { authProvider: signIn });
  const first = open();
  const client = () => new OldClient({ name: 'older', version: '1' });
  await expect(client().connect(first)).rejects.toThrow(OldUnauthorizedError);
  expect(signIn.asked).toEqual(['tasks:read']);
  await first.finishAuth(signIn.code);
  const connected = client();
  await connected.connect(open());
  await useEveryTool((name, args) => connected.callTool({ name, arguments: args }));
  await connected.close();
  await expectConnected(person, 'Outside client');
});

const INSPECTOR = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';

test('the Inspector signs in by itself, keeps its tokens, and calls every tool', {
  timeout: 120_000,
}, async () => {
  const person = await aPerson(worker.db);
  const home = mkdtempSync(join(tmpdir(), 'inspector-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const [port = 0] = await freePorts(1);
  const env = {
    PATH: '/nowhere', // no browser can be started; the address is printed, too
    HOME: home,
    MCP_STORAGE_DIR: home,
    MCP_INSPECTOR_SECRET_STORE: 'file',
    MCP_AUTO_OPEN_ENABLED: 'true',
    MCP_OAUTH_CALLBACK_URL: `http://127.0.0.1:${port}/oauth/callback`,
  };

  const inspect = async (...args: string[]): Promise<Record<string, unknown>> => {
    const target = ['--cli', '--server-url', worker.url.href, '--transport', 'http', '--format', 'json'];
    const child = spawn(process.execPath, [INSPECTOR, ...target, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: env as unknown as NodeJS.ProcessEnv,
    });
    let answer = '';
    let said = '';
    let answered: Promise<unknown> | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, authorization] = /navigate to: (\S+\/authorize\?\S+)\n/.exec(said) ?? [];
      if (authorization) answered ??= decide(new URL(authorization));
    });
    const [code] = (await once(child, 'close')) as [number];
    await answered;
    expect(code, said + answer).toBe(0);
    if (answered !== undefined) signIns += 1;
    return (JSON.parse(answer) as { result: Record<string, unknown> }).result;
  };
  let signIns = 0;
  const decide = async (authorization: URL) => {
    const callback = await person.answer(authorization, true);
    await (await fetch(callback)).text();
  };

  const { tools } = (await inspect('--method', 'tools/list')) as { tools: unknown[] };
  expect(tools).toHaveLength(5);
  await useEveryTool((name, args) =>
    inspect('--method', 'tools/call', '--tool-name', name, '--tool-args-json', JSON.stringify(args)),
  );
  expect(signIns).toBe(1);
  await expectConnected(person, /./);
});
