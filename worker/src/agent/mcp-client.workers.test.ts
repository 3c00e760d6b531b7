import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { signingKeys } from '#core/auth/keys.ts';
import { taskEvents } from '#core/db/tables/tasks.ts';
import { aTask, aUser } from '#dev/factories.ts';
import { type McpToolsOptions, TurnLimitError } from './mcp-client.ts';
import { answering, db, lost, someTools, status, tokenOf } from './testing/tools.ts';

test('a cold isolate lists the tools once, then a turn costs one request per call', async () => {
  const first = await someTools();
  await first.tools.invalidateToolsCache();
  await first.tools.connect();
  expect(first.tools.requests).toBe(0);
  expect((await first.tools.listTools()).map(({ name }) => name)).toHaveLength(5);
  await first.tools.listTools();
  expect(first.tools.requests).toBe(1);
  await first.tools.callToolResult('list_tasks', {});
  expect(first.tools.requests).toBe(2);

  const warm = await someTools();
  await warm.tools.listTools();
  await warm.tools.callToolResult('add_task', { title: 'One' });
  await Promise.all([
    warm.tools.callToolResult('add_task', { title: 'Two' }),
    warm.tools.callToolResult('add_task', { title: 'Three' }),
  ]);
  expect(warm.tools.requests).toBe(3);
  await warm.tools.close();
});

test('a call gives the structured result, and reports itself before and after', async () => {
  const { tools, calls, results } = await someTools();
  const args = { title: 'Buy milk' };
  const result = await tools.callToolResult('add_task', args);
  const output = { task_id: expect.any(String), number: 1, status: 'created', title: 'Buy milk' };
  expect(result).toMatchObject({ structuredContent: output });
  expect(calls).toEqual([{ id: expect.any(String), tool: 'add_task', arguments: args }]);
  expect(results).toEqual([{ ...calls[0], result: { ...output, undo: expect.any(String) }, isError: false }]);
  expect(await tools.callTool('add_task', args)).toEqual([
    { type: 'text', text: expect.stringContaining('created') },
  ]);
});

test('an error of a tool is a result with error and code, for the model and for onResult', async () => {
  const { tools, results } = await someTools();
  const result = await tools.callToolResult('delete_task', { task_id: 7 });
  expect(result.isError).toBe(true);
  expect(results).toMatchObject([
    { isError: true, result: { error: 'Task not found or access denied', code: 'not_found' } },
  ]);
});

test('tools are bound to the user of the token, though the list is shared by all', async () => {
  const a = await someTools();
  const b = await someTools();
  await aTask(a.user, { title: 'Mine' });
  await a.tools.listTools();
  await b.tools.listTools();
  expect((await a.tools.callToolResult('list_tasks', {})).structuredContent).toMatchObject({ total: 1 });
  expect((await b.tools.callToolResult('list_tasks', {})).structuredContent).toMatchObject({ total: 0 });
});

test('titles for people come from the list of tools', async () => {
  const { tools } = await someTools();
  await tools.listTools();
  expect(tools.titleOf('add_task')).toBe('Add task');
  expect(tools.titleOf('unknown_tool')).toBe('unknown_tool');
});

test('a refused token ends the turn: no retry, no result', async () => {
  const strangersKeys = await signingKeys('another secret of more than 32 bytes');
  const { tools, results } = await someTools({ token: await tokenOf(await aUser(db), strangersKeys) });
  for (const tool of ['list_tasks', 'add_task']) {
    const call = tools.callToolResult(tool, { title: 'x' });
    await expect(call).rejects.toMatchObject({ name: 'McpUnavailableError', kind: 'auth' });
  }
  expect(tools.requests).toBe(2);
  expect(results).toEqual([]);
});

test('every call is sent once more when its answer is lost, with the same key, and happens once', async () => {
  await (await someTools()).tools.listTools();
  for (const failure of [lost, status(503)]) {
    const keys: unknown[] = [];
    const { tools, user } = await someTools({
      async fetch(request) {
        const { params } = (await request.clone().json()) as { params: { _meta: Record<string, unknown> } };
        keys.push(params._meta.idempotency_key);
        const answer = await env.MCP.fetch(request);
        return keys.length % 2 === 1 ? failure() : answer;
      },
    });
    const added = await tools.callToolResult('add_task', { title: 'Once' });
    expect(added.structuredContent).toMatchObject({ number: 1, status: 'created' });
    expect((await tools.callToolResult('list_tasks', {})).structuredContent).toMatchObject({ total: 1 });
    await tools.callToolResult('delete_task', { task_id: 1 });
    expect(tools.requests).toBe(6);
    expect(keys).toEqual([keys[0], keys[0], keys[2], keys[2], keys[4], keys[4]]);
    expect(new Set(keys).size).toBe(3);
    const events = await db.select().from(taskEvents).where(eq(taskEvents.userId, user.userId));
    expect(events.map(({ type, toolCallId }) => [type, toolCallId])).toEqual([
      ['created', keys[0]],
      ['deleted', keys[4]],
    ]);
  }
});

test('an answer that is late is asked for again with the same key, and the task is there once', async () => {
  await (await someTools()).tools.listTools();
  let asked = 0;
  const { tools, results } = await someTools({
    timeoutMs: 400,
    async fetch(request) {
      asked += 1;
      const answer = await env.MCP.fetch(new Request(request, { signal: null }));
      return asked === 1 ? new Promise(() => {}) : answer;
    },
  });
  await tools.callToolResult('add_task', { title: 'Late' });
  expect(results).toMatchObject([{ isError: false, result: { number: 1, status: 'created' } }]);
  expect((await tools.callToolResult('list_tasks', {})).structuredContent).toMatchObject({ total: 1 });
});

test('a server that stays away ends the turn after the second request', async () => {
  await (await someTools()).tools.listTools();
  for (const failure of [lost, status(500)]) {
    for (const tool of ['add_task', 'list_tasks']) {
      const { tools } = await someTools({ fetch: answering(failure) });
      const call = tools.callToolResult(tool, { title: 'x' });
      await expect(call).rejects.toMatchObject({ name: 'McpUnavailableError', kind: 'unreachable' });
      expect(tools.requests).toBe(2);
    }
  }
});

test('what an event has changed is told beside the result, and not to the model', async () => {
  const { tools } = await someTools();
  await tools.callToolResult('add_task', { title: 'Old' });
  const changed = await tools.callToolResult('update_task', { task_id: 1, title: 'New', priority: 'high' });
  const { undo } = changed.structuredContent as { undo: string };
  expect(tools.changeOf(undo)).toEqual({
    event: undo,
    number: 1,
    title: 'New',
    kind: 'changed',
    fields: [
      { field: 'title', before: 'Old', after: 'New' },
      { field: 'priority', before: 'none', after: 'high' },
    ],
  });
  expect(JSON.stringify(changed)).not.toContain('Old');
});

test('a list of tools that is lost, late or nonsense ends the turn', async () => {
  const failures: McpToolsOptions['fetch'][] = [
    answering(lost),
    answering(status(503)),
    answering(() => Response.json({ jsonrpc: '2.0' })),
    answering(() => new Response('<html>', { headers: { 'content-type': 'text/html' } })),
    () => new Promise(() => {}),
  ];
  for (const fetch of failures) {
    const { tools } = await someTools({ timeoutMs: 400, fetch });
    await tools.invalidateToolsCache();
    await expect(tools.listTools()).rejects.toMatchObject({
      name: 'McpUnavailableError',
      kind: 'unreachable',
    });
  }
  const { tools } = await someTools({ fetch: answering(status(403)) });
  await expect(tools.listTools()).rejects.toMatchObject({ kind: 'auth' });
});

test('a call that is slow twice is a result that says so', async () => {
  const { tools, results } = await someTools({ timeoutMs: 30, fetch: () => new Promise(() => {}) });
  for (const tool of ['add_task', 'list_tasks']) {
    expect((await tools.callToolResult(tool, {})).isError).toBe(true);
  }
  expect(results.map(({ result }) => result)).toMatchObject([
    { code: 'tool_timeout' },
    { code: 'tool_timeout' },
  ]);
  expect(tools.requests).toBe(4);
});

test('an abort ends a call at once and reaches the request', async () => {
  const abort = new AbortController();
  let sent: AbortSignal | undefined;
  const { tools, results } = await someTools({
    signal: abort.signal,
    fetch: (request) => {
      sent = request.signal;
      abort.abort(new Error('stopped'));
      return new Promise(() => {});
    },
  });
  await expect(tools.callToolResult('add_task', { title: 'x' })).rejects.toThrow('stopped');
  expect(sent?.aborted).toBe(true);
  expect(results).toEqual([]);
});

test('answers that make no sense are a failed tool, not the end of the turn', async () => {
  const senseless = [
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    () => new Response('{', { headers: { 'content-type': 'application/json' } }),
    () => Response.json({ jsonrpc: '2.0', id: 0, result: 'text' }),
    () => Response.json({ jsonrpc: '2.0', id: 0, error: { code: -32602, message: 'secret' } }),
    () => Response.json({ padding: 'x'.repeat(70_000) }),
    status(404),
    status(413),
  ];
  for (const answer of senseless) {
    const { tools, results } = await someTools({ timeoutMs: 1_000, fetch: answering(answer) });
    const result = await tools.callToolResult('add_task', { title: 'x' });
    expect(results, answer.toString()).toMatchObject([{ isError: true, result: { code: 'tool_failed' } }]);
    expect(JSON.stringify(result)).not.toContain('secret');
  }
});

test('25 changes pass and the 26th ends the turn; reading does not count as a change', async () => {
  const { tools } = await someTools();
  await tools.listTools();
  const before = tools.requests;
  for (let i = 0; i < 25; i += 1) await tools.callToolResult('add_task', { title: `Task ${i}` });
  expect((await tools.callToolResult('list_tasks', {})).structuredContent).toMatchObject({ total: 25 });
  const spent = tools.callToolResult('add_task', { title: 'One too many' });
  await expect(spent).rejects.toEqual(new TurnLimitError('I stopped after 25 changes.'));
  await expect(tools.callToolResult('list_tasks', {})).rejects.toBeInstanceOf(TurnLimitError);
  expect(tools.requests - before).toBe(26);
});

test('30 calls pass and the 31st ends the turn, without a request', async () => {
  const { tools } = await someTools();
  await tools.listTools();
  const before = tools.requests;
  for (let i = 0; i < 30; i += 1) await tools.callToolResult('list_tasks', {});
  const spent = tools.callToolResult('list_tasks', {});
  await expect(spent).rejects.toEqual(new TurnLimitError('I stopped after 30 tool calls.'));
  expect(tools.requests - before).toBe(30);
});
