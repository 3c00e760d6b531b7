import { neonConfig } from '@neondatabase/serverless';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, onTestFinished, test } from 'vitest';
import { TASK_TOOLS } from '#core/tools/task-tools.ts';
import { callerOf } from '#core/tools/testing/callers.ts';
import { type Talker, testHistories } from '#core/tools/testing/histories.ts';
import { testTools } from '#core/tools/tools-contract.ts';
import {
  aDoor,
  bearer,
  conversation,
  legacy,
  modern,
  newUser,
  rpcAnswer,
  toolAnswer,
  turnToken,
} from './testing/door.ts';

for (const [name, request] of [
  ['MCP 2026', modern],
  ['MCP 2025', legacy],
] as const) {
  const aTalker = async (): Promise<Talker> => {
    const door = await aDoor();
    const user = await newUser(door);
    const nextToken = conversation(door, user);
    const caller = await callerOf(async () => {
      const token = await nextToken();
      return async (tool, args, { key }) => {
        const meta = key !== undefined && { _meta: { idempotency_key: key } };
        const call = request('tools/call', { name: tool, arguments: args, ...meta }, bearer(token));
        return toolAnswer(await door.fetch(call));
      };
    });
    return { user, caller };
  };

  testTools(name, async () => ({ mine: (await aTalker()).caller, other: (await aTalker()).caller }));
  testHistories(name, async () => ({ mine: await aTalker(), other: await aTalker() }), 10);

  test(`${name}: tools/list shows the five tools as they are defined`, async () => {
    const door = await aDoor();
    const token = await turnToken(door, await newUser(door));
    const { result } = await rpcAnswer(await door.fetch(request('tools/list', {}, bearer(token))));
    expect(result?.tools).toEqual(
      TASK_TOOLS.map(({ name, title, description, inputSchema, outputSchema, hints }) => ({
        ...{ name, title, description, inputSchema, outputSchema, annotations: hints },
      })),
    );
  });

  test(`${name}: the list of tools, as it is served, costs a model at most 1,200 tokens`, async () => {
    const door = await aDoor();
    const token = await turnToken(door, await newUser(door));
    const answer = await rpcAnswer(await door.fetch(request('tools/list', {}, bearer(token))));
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(1_200);
  });

  test(`${name}: an unknown tool is a protocol error and runs nothing`, async () => {
    const door = await aDoor();
    const token = await turnToken(door, await newUser(door));
    for (const tool of ['drop_tables', '__proto__', 'toString', 'List_Tasks', '']) {
      const response = await door.fetch(request('tools/call', { name: tool, arguments: {} }, bearer(token)));
      expect((await rpcAnswer(response)).error?.code, tool).toBe(-32602);
    }
    expect(door.lines.every((line) => line.db_requests === 0)).toBe(true);
  });

  test(`${name}: a tool call is one request to the database`, async () => {
    const door = await aDoor();
    const token = await turnToken(door, await newUser(door));
    await door.fetch(request('tools/call', { name: 'add_task', arguments: { title: 'x' } }, bearer(token)));
    expect(door.lines).toMatchObject([
      { route: '/mcp', tool: 'add_task', code: 'ok', db_requests: 1, status: 200 },
    ]);
  });
}

test('a turn of the current revision needs no handshake: each answer is one JSON body', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  for (const [method, params] of [
    ['server/discover', {}],
    ['tools/list', {}],
    ['tools/call', { name: 'list_tasks', arguments: {} }],
  ] as const) {
    const response = await door.fetch(modern(method, params, bearer(token)));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('mcp-session-id')).toBeNull();
  }
});

test('a database that is down becomes an error result that says what to do, and no address', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  neonConfig.fetchFunction = async () => new Response('postgres://u:hunter2@10.0.0.1', { status: 502 });
  onTestFinished(() => {
    neonConfig.fetchFunction = undefined;
  });
  const request = modern('tools/call', { name: 'list_tasks', arguments: {} }, bearer(token));
  const { isError, text } = await toolAnswer(await door.fetch(request));
  expect(isError).toBe(true);
  expect(JSON.parse(text)).toMatchObject({
    error: 'Service temporarily unavailable',
    code: 'database_unavailable',
    hint: expect.stringContaining('again'),
  });
  expect(text + JSON.stringify(door.lines)).not.toMatch(/hunter2|10\.0\.0\.1/);
});

test('a fault nobody foresaw is logged whole without user text, and answered with a fixed sentence', async () => {
  const door = await aDoor();
  const token = await turnToken(door, await newUser(door));
  neonConfig.fetchFunction = async () => Response.json({ results: 'nonsense hunter2' });
  onTestFinished(() => {
    neonConfig.fetchFunction = undefined;
  });
  const request = modern('tools/call', { name: 'add_task', arguments: { title: 'canary' } }, bearer(token));
  const { isError, text } = await toolAnswer(await door.fetch(request));
  expect(isError).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ error: 'The tool failed', code: 'tool_failed' });
  expect(door.lines).toMatchObject([
    { level: 'error', stack: expect.stringContaining('at ') },
    { level: 'info', tool: 'add_task', code: 'tool_failed' },
  ]);
  expect(text + JSON.stringify(door.lines)).not.toMatch(/hunter2|canary/);
});
