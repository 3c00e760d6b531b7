// The MCP Worker as it is deployed, called over HTTP by the official clients of both generations with a turn token.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { aUser } from '#dev/factories.ts';
import { type RunningMcpWorker, startMcpWorker } from './mcp-worker.ts';

let worker: RunningMcpWorker;
beforeAll(async () => {
  worker = await startMcpWorker({ url: inject('databaseUrl'), endpoint: inject('neonEndpoint') });
});
afterAll(() => worker.close());

async function headersOfNewUser(): Promise<{ Authorization: string }> {
  return { Authorization: `Bearer ${await worker.turnToken(await aUser(worker.db))}` };
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
    new StreamableHTTPClientTransport(worker.url, { requestInit: { headers: await headersOfNewUser() } }),
  );
  expect(client.getProtocolEra()).toBe('modern');
  expect(client.getServerVersion()).toMatchObject({ name: 'todo-mcp-server' });
  await useEveryTool(client);
});

test('the current client in its older mode shakes hands and uses every tool', async () => {
  const client = new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode: 'legacy' } });
  await client.connect(
    new StreamableHTTPClientTransport(worker.url, { requestInit: { headers: await headersOfNewUser() } }),
  );
  expect(client.getProtocolEra()).toBe('legacy');
  await useEveryTool(client);
});

test('the client of the generation before uses every tool', async () => {
  const client = new OldClient({ name: 'older', version: '1' });
  await client.connect(new OldTransport(worker.url, { requestInit: { headers: await headersOfNewUser() } }));
  expect(client.getServerVersion()).toMatchObject({ name: 'todo-mcp-server' });
  await useEveryTool(client);
});

test('neither client gets in without a token', async () => {
  const current = new Client({ name: 'current', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await expect(current.connect(new StreamableHTTPClientTransport(worker.url))).rejects.toMatchObject({
    status: 401,
  });
  const older = new OldClient({ name: 'older', version: '1' });
  await expect(older.connect(new OldTransport(worker.url))).rejects.toMatchObject({ code: 401 });
});
