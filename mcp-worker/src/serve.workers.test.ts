import { createExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { Misconfigured } from '#core/deployment.ts';
import { REQUEST } from '#core/limits.ts';
import { readConfig } from './env.ts';
import { METADATA_PATH } from './guard.ts';
import type { LogLine } from './log.ts';
import { serve } from './serve.ts';
import {
  aDoor,
  bearer,
  legacy,
  modern,
  newUser,
  post,
  rpcAnswer,
  toolAnswer,
  turnToken,
} from './testing/door.ts';

const ORIGIN = 'http://127.0.0.1:8788';
const ADD = { name: 'add_task', arguments: { title: 'x' } };

async function aCaller() {
  const door = await aDoor();
  const headers = bearer(await turnToken(door, await newUser(door)));
  const list = async () =>
    (await toolAnswer(await door.fetch(modern('tools/call', { name: 'list_tasks', arguments: {} }, headers))))
      .structured;
  return { door, headers, list };
}

test('GET / of the deployed Worker says that it runs, with the headers of every answer', async () => {
  const response = await exports.default.fetch(`${ORIGIN}/`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ message: 'Todo MCP server is running!' });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  });
});

test('the deployed Worker and its turn door both serve a turn token in development', async () => {
  const { headers } = await aCaller();
  for (const entry of [exports.default, exports.TurnDoor]) {
    const response = await entry.fetch(modern('tools/call', ADD, headers));
    expect((await toolAnswer(response)).structured).toMatchObject({ status: 'created', title: 'x' });
  }
});

test('M03: other methods of /mcp are 405 with Allow, also with a good token', async () => {
  const { door, headers } = await aCaller();
  for (const method of ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'HEAD']) {
    const response = await door.fetch(new Request(modern('tools/list', {}, headers), { method, body: null }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  }
  expect((await door.fetch(new Request(`${ORIGIN}/`, { method: 'POST' }))).headers.get('allow')).toBe(
    'GET, HEAD',
  );
});

test('M03: sessions and resumption are ignored, a 2025 client needs no session after initialize', async () => {
  const { door, headers } = await aCaller();
  const session = { ...headers, 'mcp-session-id': 'x', 'last-event-id': '1' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'c', version: '1' } };
  const hello = await door.fetch(legacy('initialize', params, session));
  expect(hello.headers.get('mcp-session-id')).toBeNull();
  expect((await rpcAnswer(hello)).result).toMatchObject({
    protocolVersion: '2025-11-25',
    serverInfo: { name: 'todo-mcp-server' },
  });
  const done = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
  expect((await door.fetch(post(done, session))).status).toBe(202);
  expect((await toolAnswer(await door.fetch(legacy('tools/call', ADD, session)))).isError).toBe(false);
});

test('a subscription ends at once: there is nothing this server would tell', async () => {
  const { door, headers } = await aCaller();
  const params = { notifications: { toolsListChanged: true } };
  const response = await door.fetch(modern('subscriptions/listen', params, headers));
  expect(await response.text()).toContain('"resultType":"complete"');
});

test('M01: a batch is refused with -32600, and none of it runs', async () => {
  const { door, headers, list } = await aCaller();
  const one = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: ADD };
  for (const batch of [[one, { ...one, id: 2 }], [one], []]) {
    const response = await door.fetch(post(JSON.stringify(batch), headers));
    expect(response.status).toBe(400);
    expect((await rpcAnswer(response)).error?.code).toBe(-32600);
  }
  expect(await list()).toMatchObject({ total: 0 });
});

test('M02: headers that disagree with the body are refused, and nothing runs', async () => {
  const { door, headers, list } = await aCaller();
  const answers: [object, number][] = [
    [{ 'mcp-name': 'list_tasks' }, -32020],
    [{ 'mcp-method': 'tools/list' }, -32020],
    [{ 'mcp-name': undefined }, -32020],
    [{ 'mcp-protocol-version': '2025-11-25' }, -32020],
    [{ 'mcp-protocol-version': undefined }, -32020],
  ];
  for (const [wrong, code] of answers) {
    const response = await door.fetch(modern('tools/call', ADD, { ...headers, ...wrong }));
    expect(response.status).toBe(400);
    expect((await rpcAnswer(response)).error?.code, JSON.stringify(wrong)).toBe(code);
  }
  const unknown = await door.fetch(
    legacy('tools/call', ADD, { ...headers, 'mcp-protocol-version': '1999-01-01' }),
  );
  expect(unknown.status).toBe(400);
  expect((await rpcAnswer(unknown)).error?.message).toContain('2025-11-25');
  expect(await list()).toMatchObject({ total: 0 });
});

test('M14: a body of 128 KiB passes, one byte more is 413, with and without Content-Length', async () => {
  const { door, headers, list } = await aCaller();
  const start = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: ADD });
  const full = start + ' '.repeat(REQUEST.bodyMaxBytes - start.length);
  expect((await door.fetch(post(full, headers))).status).toBe(200);
  const chunks = () => new Blob([full, ' ']).stream();
  for (const body of [`${full} `, chunks()]) {
    const response = await door.fetch(post(body, headers));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large' });
  }
  expect(await list()).toMatchObject({ total: 1 });
});

test('M14: what is no single JSON-RPC message is 400, and the Worker goes on answering', async () => {
  const { door, headers, list } = await aCaller();
  const message = (over: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', ...over });
  const bad: [BodyInit, number][] = [
    ['', -32700],
    ['{', -32700],
    [new Uint8Array([0xff, 0xfe]), -32700],
    ['['.repeat(60_000) + ']'.repeat(60_000), -32700],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, -32700],
    [JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i, 0]))), -32700],
    [JSON.stringify({ a: Array(1_001).fill(0) }), -32700],
    ['null', -32600],
    ['1', -32600],
    [message({ id: {} }), -32600],
    [message({ jsonrpc: '1.0' }), -32600],
    [message({ params: [] }), -32600],
    [JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} }), -32600],
  ];
  for (const [body, code] of bad) {
    const response = await door.fetch(post(body, headers));
    expect(response.status).toBe(400);
    expect(await rpcAnswer(response)).toMatchObject({ id: null, error: { code } });
  }
  const long = await door.fetch(legacy('x'.repeat(10_000), {}, headers));
  expect((await rpcAnswer(long)).error?.code).toBe(-32601);
  expect(await list()).toMatchObject({ total: 0 });
});

test('only JSON is read: other content types are 415', async () => {
  const { door, headers } = await aCaller();
  for (const type of ['text/plain', 'application/json; charset=utf-16', 'multipart/form-data', undefined]) {
    const body = new TextEncoder().encode('{}');
    const response = await door.fetch(post(body, { ...headers, 'content-type': type }));
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' });
  }
  const zipped = modern('tools/list', {}, { ...headers, 'content-encoding': 'gzip' });
  expect((await door.fetch(zipped)).status).toBe(415);
  const utf8 = modern('tools/list', {}, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  expect((await door.fetch(utf8)).status).toBe(200);
});

test('other paths are 404, too long ones 414', async () => {
  const { door, headers } = await aCaller();
  for (const path of ['/mcp/', '/MCP', '/sse', '/.env', '/grants/revocations', '/oauth']) {
    const response = await door.fetch(modern('tools/list', {}, headers, `${ORIGIN}${path}`));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ detail: 'Not found', code: 'not_found' });
  }
  const long = await door.fetch(new Request(`${ORIGIN}${METADATA_PATH}?${'x'.repeat(5_000)}`));
  expect(long.status).toBe(414);
});

test('A23: a wrong variable makes every path but / answer 503; the log names it, the answer only in development', async () => {
  const secret = 'x'.repeat(31);
  const wrong: [Record<string, unknown>, string][] = [
    [{ MCP_TOKEN_SECRET: undefined }, 'MCP_TOKEN_SECRET'],
    [{ MCP_TOKEN_SECRET: secret }, 'MCP_TOKEN_SECRET'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ LIMIT_CALLS: undefined }, 'LIMIT_CALLS'],
    [{ LIMITS: 'none' }, 'LIMITS'],
    [{ WEB_ORIGIN: '' }, 'WEB_ORIGIN'],
    [{ WEB_ORIGIN: 'https://a.example' }, 'MCP_PUBLIC_URL'],
    [{ WEB_ORIGIN: 'https://a.example', MCP_PUBLIC_URL: 'https://m.example' }, 'NEON_HTTP_ENDPOINT'],
    [{ WEB_ORIGIN: 'https://a.example', MCP_PUBLIC_URL: 'https://m.example/x' }, 'MCP_PUBLIC_URL'],
  ];
  for (const [variables, name] of wrong) {
    const lines: LogLine[] = [];
    const load = async () => {
      throw readError({ ...env, ...variables });
    };
    const ask = (path: string) =>
      serve(new Request(`${ORIGIN}${path}`), 'public', load, createExecutionContext(), (line) =>
        lines.push(line),
      );
    const response = await ask(METADATA_PATH);
    expect(response.status).toBe(503);
    const isLocal = !('WEB_ORIGIN' in variables);
    const detail = isLocal ? expect.stringContaining(name) : 'Service is not configured';
    expect(await response.json()).toEqual({ detail, code: 'misconfigured' });
    expect((await ask('/')).status).toBe(200);
    expect(lines[0]).toMatchObject({ level: 'error', error: expect.stringContaining(name) });
    expect(JSON.stringify(lines)).not.toContain(secret);
  }
});

function readError(variables: object): Error {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof Misconfigured) return error;
  }
  throw new Error('the configuration was accepted');
}

test('F12: the log of a call has no text of a user, no token and no address', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const token = await turnToken(door, user);
  const canaries = { title: 'canary-title', user_id: 'canary-argument' };
  const headers = { ...bearer(token), 'cf-connecting-ip': '203.0.113.77', 'x-request-id': 'canary-request' };
  await door.fetch(modern('tools/call', { name: 'add_task', arguments: canaries }, headers));
  await door.fetch(modern('tools/call', { name: 'canary-tool', arguments: {} }, headers));
  await door.fetch(legacy('canary/method', {}, headers));
  await door.fetch(post('{"canary"', headers));
  await door.fetch(modern('tools/list', {}, headers, `${ORIGIN}/canary?canary`));
  expect(door.lines).toHaveLength(5);
  const log = JSON.stringify(door.lines);
  for (const text of ['canary', '203.0.113.77', user.userId, user.email, token, token.split('.')[2] ?? '']) {
    expect(log).not.toContain(text);
  }
});

test('the API Worker can hand its request id on through the turn door', async () => {
  const { door, headers } = await aCaller();
  const id = crypto.randomUUID();
  const response = await door.fetch(modern('tools/list', {}, { ...headers, 'x-request-id': id }), 'turn');
  expect(response.headers.get('x-request-id')).toBe(id);
  expect(door.lines.at(-1)).toMatchObject({
    request_id: id,
    entry: 'turn',
    rpc: 'tools/list',
    db_requests: 0,
  });
});
