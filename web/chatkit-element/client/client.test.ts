import { expect, test } from 'vitest';
import { json, threadOf } from '../testing/scripted-server.ts';
import type { ChatKitError } from './chatkit-error.ts';
import { type ClientConfig, createClient } from './client.ts';

type Call = { url: string; init: RequestInit };

function clientFor(
  answer: (call: Call, index: number) => Response | Promise<Response>,
  change: Partial<ClientConfig> = {},
) {
  const calls: Call[] = [];
  const waits: number[] = [];
  const client = createClient({
    url: '/api/chatkit',
    fetch: () => async (url, init) => {
      calls.push({ url: String(url), init: init ?? {} });
      return answer({ url: String(url), init: init ?? {} }, calls.length - 1);
    },
    locale: () => 'en',
    instanceId: 'one',
    log: () => {},
    wait: async (ms) => void waits.push(ms),
    ...change,
  });
  return { client, calls, waits };
}

const alive = new AbortController().signal;
const getThread = { type: 'threads.get_by_id', params: { thread_id: 'thr_1' } } as const;
const retry = { type: 'threads.retry_after_item', params: { thread_id: 'thr_1', item_id: 'm1' } } as const;

test('headers are a plain object, so that a host that spreads them keeps the content type', async () => {
  const { client, calls } = clientFor(() => json(threadOf('thr_1', [])));
  await client.ask(getThread, alive);
  expect(calls[0]?.url).toBe('/api/chatkit');
  expect(calls[0]?.init).toMatchObject({ method: 'POST', body: JSON.stringify(getThread) });
  expect({ ...(calls[0]?.init.headers as object) }).toEqual({
    'content-type': 'application/json',
    accept: 'application/json',
    'accept-language': 'en',
    'chatkit-frame-instance-id': 'one',
  });
});

test('no instance id is sent to another origin', async () => {
  const { client, calls } = clientFor(() => json(threadOf('thr_1', [])), { instanceId: null });
  await client.ask(getThread, alive);
  expect(Object.keys(calls[0]?.init.headers as object)).not.toContain('chatkit-frame-instance-id');
});

test('an answer brings the thread and the turn that runs on it', async () => {
  const { client } = clientFor(() => json(threadOf('thr_1', []), 200, { 'x-turn-id': 'turn_9' }));
  await expect(client.ask(getThread, alive)).resolves.toMatchObject({
    data: { id: 'thr_1' },
    turnId: 'turn_9',
  });
});

test.each([503, 500, 429])(
  'a read that fails with %i is tried twice more, after half a second and one and a half',
  async (status) => {
    const { client, calls, waits } = clientFor(() => json({}, status));
    await expect(client.ask(getThread, alive)).rejects.toMatchObject({ code: 'http', status });
    expect(calls).toHaveLength(3);
    expect(waits).toEqual([500, 1500]);
  },
);

test('a read that fails once succeeds at the second try', async () => {
  const { client } = clientFor((_call, index) => {
    if (index === 0) throw new TypeError('offline');
    return json(threadOf('thr_1', []));
  });
  await expect(client.ask(getThread, alive)).resolves.toMatchObject({ data: { id: 'thr_1' } });
});

test('Retry-After sets the pause before a read is tried again, unless it is longer than ten seconds', async () => {
  const soon = clientFor(() => json({}, 429, { 'retry-after': '2' }));
  await expect(soon.client.ask(getThread, alive)).rejects.toMatchObject({ retryAfterSeconds: 2 });
  expect(soon.waits).toEqual([2000, 2000]);
  const late = clientFor(() => json({}, 429, { 'retry-after': '11' }));
  await expect(late.client.ask(getThread, alive)).rejects.toMatchObject({ status: 429 });
  expect(late.calls).toHaveLength(1);
});

test.each([400, 401, 403, 404, 413, 422])('a read refused with %i is not repeated', async (status) => {
  const { client, calls } = clientFor(() => json({}, status));
  await expect(client.ask(getThread, alive)).rejects.toMatchObject({ status });
  expect(calls).toHaveLength(1);
});

test('a turn is never sent twice by itself', async () => {
  const refused = clientFor(() => json({}, 503));
  await expect(refused.client.open(retry, alive, () => {})).rejects.toMatchObject({ status: 503 });
  const offline = clientFor(() => Promise.reject(new TypeError('offline')));
  await expect(offline.client.open(retry, alive, () => {})).rejects.toMatchObject({ code: 'network' });
  expect([refused.calls.length, offline.calls.length]).toEqual([1, 1]);
});

test('a refusal carries the short sentence and the code of its body', async () => {
  const { client } = clientFor(() => json({ detail: 'Message cannot be empty', code: 'message_empty' }, 422));
  const error: ChatKitError = await client.open(retry, alive, () => {}).catch((cause) => cause);
  expect(error).toMatchObject({
    status: 422,
    detail: 'Message cannot be empty',
    reason: 'message_empty',
    requestType: retry.type,
  });
});

test('a body that is no JSON, or long, is not shown to anyone', async () => {
  const page = clientFor(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect((await page.client.open(retry, alive, () => {}).catch((cause) => cause)).detail).toBeUndefined();
  const long = clientFor(() => json({ message: 'x'.repeat(201) }, 500));
  expect((await long.client.open(retry, alive, () => {}).catch((cause) => cause)).detail).toBeUndefined();
});

test('a stream that is no event stream is a protocol error', async () => {
  const { client } = clientFor(() => json({}));
  await expect(client.open(retry, alive, () => {})).rejects.toMatchObject({ code: 'protocol' });
});

test('a stream gives its events, skips what is no JSON, and names its turn', async () => {
  const logged: string[] = [];
  const body = 'data: {"type":"progress_update","text":"a"}\n\ndata: {oops\n\ndata: {"type":"new_kind"}\n\n';
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-turn-id': 'turn_1' };
  const { client } = clientFor(() => new Response(body, { headers }), { log: (name) => logged.push(name) });
  const stream = await client.open(retry, alive, () => {});
  const types: string[] = [];
  for await (const event of stream.events) types.push(event.type);
  expect(types).toEqual(['progress_update', 'new_kind']);
  expect(stream.turnId).toBe('turn_1');
  expect(logged).toContain('stream.bad_event');
});

test('a cancelled stream ends without an error, also when the server goes on', async () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"type":"a"}\n\n')),
  });
  const { client } = clientFor(
    () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
  );
  const stream = await client.open(retry, alive, () => {});
  const first = await stream.events.next();
  expect(first.done).toBe(false);
  stream.cancel();
  expect((await stream.events.next()).done).toBe(true);
});
