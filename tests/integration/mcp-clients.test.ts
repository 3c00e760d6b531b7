// The MCP Worker as it is deployed, called over HTTP by the official clients of both generations.
import { randomBytes } from 'node:crypto';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestHarness } from 'wrangler';
import { signingKeys } from '#core/auth/keys.ts';
import { signTurnToken } from '#core/auth/turn-token.ts';
import { connect } from '#core/db/client.ts';
import { aUser } from '#dev/factories.ts';

const MCP_TOKEN_SECRET = randomBytes(32).toString('base64url');
const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const worker = createTestHarness({
  workers: [
    {
      configPath: 'mcp-worker/wrangler.toml',
      vars: { NEON_HTTP_ENDPOINT: inject('neonEndpoint'), LIMITS: 'relaxed' },
      secrets: { DATABASE_URL: inject('databaseUrl'), MCP_TOKEN_SECRET },
    },
  ],
});
let url: URL;

beforeAll(async () => {
  url = new URL('/mcp', (await worker.listen()).url);
});
afterAll(() => worker.close());

async function headersOfNewUser(): Promise<{ Authorization: string }> {
  const { userId, tokenVersion } = await aUser(db);
  const ids = { conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() };
  const keys = await signingKeys(MCP_TOKEN_SECRET);
  return {
    Authorization: `Bearer ${await signTurnToken(keys, { userId, tokenVersion, ...ids }, new Date())}`,
  };
}

type AnyClient = {
  listTools(): Promise<{ tools: { name: string; title?: string | undefined }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  close(): Promise<void>;
};

/** Each tool once, by a client that checks every answer against the published output schemas. */
async function useEveryTool(client: AnyClient): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools.map(({ title }) => title)).toEqual([
    'Add task',
    'List tasks',
    'Complete task',
    'Delete task',
    'Update task',
  ]);
  const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
  const status = (value: string) => ({ structuredContent: { status: value } });
  expect(await call('add_task', { title: 'Call mom' })).toMatchObject(status('created'));
  expect(await call('update_task', { task_id: 1, title: 'Call dad' })).toMatchObject(status('updated'));
  expect(await call('complete_task', { task_id: 1, completed: true })).toMatchObject(status('completed'));
  expect(await call('list_tasks', { status: 'completed' })).toMatchObject({
    structuredContent: { total: 1, tasks: [{ number: 1, title: 'Call dad', is_completed: true }] },
  });
  expect(await call('delete_task', { task_id: '#1' })).toMatchObject(status('deleted'));
  expect(await call('delete_task', { task_id: '#1' })).toMatchObject({ isError: true });
  await client.close();
}

test('the current client finds the revision of 2026 and uses every tool', async () => {
  const client = new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(url, { requestInit: { headers: await headersOfNewUser() } }),
  );
  expect(client.getProtocolEra()).toBe('modern');
  expect(client.getServerVersion()).toMatchObject({ name: 'todo-mcp-server' });
  await useEveryTool(client);
});

test('the current client in its older mode shakes hands and uses every tool', async () => {
  const client = new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode: 'legacy' } });
  await client.connect(
    new StreamableHTTPClientTransport(url, { requestInit: { headers: await headersOfNewUser() } }),
  );
  expect(client.getProtocolEra()).toBe('legacy');
  await useEveryTool(client);
});

test('the client of the generation before uses every tool', async () => {
  const client = new OldClient({ name: 'older', version: '1' });
  await client.connect(new OldTransport(url, { requestInit: { headers: await headersOfNewUser() } }));
  expect(client.getServerVersion()).toMatchObject({ name: 'todo-mcp-server' });
  await useEveryTool(client);
});

test('neither client gets in without a token', async () => {
  const current = new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await expect(current.connect(new StreamableHTTPClientTransport(url))).rejects.toMatchObject({
    status: 401,
  });
  const older = new OldClient({ name: 'older', version: '1' });
  await expect(older.connect(new OldTransport(url))).rejects.toMatchObject({ code: 401 });
});
