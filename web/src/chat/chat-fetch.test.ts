import { expect, test, vi } from 'vitest';
import { ApiError } from '../http.ts';
import { FakeApi, gate, refusal } from '../testing/fake-api.ts';
import { createChatFetch } from './chat-fetch.ts';

const CHATKIT = 'POST /api/chatkit';
const encoder = new TextEncoder();

const newTurn = { type: 'threads.create', params: { input: { content: [] } } };
const nextTurn = {
  type: 'threads.add_user_message',
  params: { thread_id: 'thread-1', input: { content: [] } },
};
const stopOf = (threadId: string) => ({
  type: 'threads.stop',
  params: { thread_id: threadId, turn_id: 'turn-1' },
});

const post = (body: unknown, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...(signal && { signal }),
});

/** A stream that says what it is given and stays open. */
function openStream(...events: unknown[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => {
      for (const event of events) stream.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-turn-id': 'turn-1' } });
}

/** Answers the first request with `first`, stops with `{}`. */
function chatApi(first: () => Response | Promise<Response>): FakeApi {
  return new FakeApi().on(CHATKIT, ({ body }) => (isStop(body) ? Response.json({}) : first()));
}

function isStop(body: unknown): boolean {
  return (body as { type?: string }).type === 'threads.stop';
}

const stopsOf = (api: FakeApi) => api.asked.map(({ body }) => body).filter(isStop);

function setUp(
  api: FakeApi,
  over: { token?: () => Promise<string>; renew?: () => Promise<string>; lives?: boolean } = {},
) {
  const refuse = vi.fn();
  const session = {
    token: over.token ?? (async () => 'old'),
    renew: over.renew ?? (async () => 'new'),
    refuse,
  };
  return {
    refuse,
    chatFetch: createChatFetch({ fetch: api.fetch, session, pageLives: () => over.lives ?? true }),
  };
}

test('each request carries the token of the moment and keeps its own headers', async () => {
  const api = chatApi(() => Response.json({}));
  const tokens = ['first', 'second'];
  const { chatFetch } = setUp(api, { token: async () => tokens.shift() ?? '' });
  await chatFetch('/api/chatkit', post(nextTurn));
  await chatFetch('/api/chatkit', post(nextTurn));
  expect(api.asked.map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer first',
    'Bearer second',
  ]);
  expect(api.asked[0]?.headers.get('content-type')).toBe('application/json');
});

test('a refused token is renewed once and the same body sent again', async () => {
  const api = new FakeApi().on(CHATKIT, ({ headers }) =>
    headers.get('authorization') === 'Bearer new'
      ? Response.json({ ok: true })
      : refusal(401, 'token_expired', ''),
  );
  const { chatFetch } = setUp(api);
  const answer = await chatFetch('/api/chatkit', post(nextTurn));
  expect(answer.status).toBe(200);
  expect(api.asked[0]?.body).toMatchObject(nextTurn);
  expect(api.asked[1]?.body).toEqual(api.asked[0]?.body);
});

test('a session that is over is a 401 to the element, without another request', async () => {
  const api = chatApi(() => refusal(401, 'token_expired', 'Token has expired'));
  const over = async () => Promise.reject(new ApiError(401, 'session_revoked'));
  const { chatFetch } = setUp(api, { renew: over });
  expect((await chatFetch('/api/chatkit', post(nextTurn))).status).toBe(401);
  expect(api.asked).toHaveLength(1);
});

test('a refresh that finds no server is a lost connection to the element, not an expired session', async () => {
  const api = chatApi(() => refusal(401, 'token_expired', 'Token has expired'));
  const { chatFetch } = setUp(api, { renew: async () => Promise.reject(new ApiError(0, 'network')) });
  await expect(chatFetch('/api/chatkit', post(nextTurn))).rejects.toThrow(TypeError);
});

test('a fresh token refused as well ends the session', async () => {
  const api = chatApi(() => refusal(401, 'inactive_user', 'Inactive user'));
  const { chatFetch, refuse } = setUp(api);
  expect((await chatFetch('/api/chatkit', post(nextTurn))).status).toBe(401);
  expect(refuse).toHaveBeenCalledOnce();
});

test('a stop names the turn of the response and closes the connection', async () => {
  const api = chatApi(() => openStream());
  const user = new AbortController();
  const { chatFetch } = setUp(api);
  await chatFetch('/api/chatkit', post(nextTurn, user.signal));
  user.abort();
  await vi.waitFor(() => expect(api.asked[0]?.signal?.aborted).toBe(true));
  expect(stopsOf(api)).toEqual([stopOf('thread-1')]);
});

test('a stop in a new conversation waits for the name of the conversation', async () => {
  const api = chatApi(() => openStream({ type: 'thread.created', thread: { id: 'thread-2' } }));
  const user = new AbortController();
  const { chatFetch } = setUp(api);
  const answer = await chatFetch('/api/chatkit', post(newTurn, user.signal));
  user.abort();
  await answer.body?.cancel();
  await vi.waitFor(() => expect(stopsOf(api)).toEqual([stopOf('thread-2')]));
});

test('a stop before the headers rejects at once and is sent when they arrive', async () => {
  const headers = gate<Response>();
  const api = chatApi(() => headers.promise);
  const user = new AbortController();
  const { chatFetch } = setUp(api);
  const answer = chatFetch('/api/chatkit', post(nextTurn, user.signal));
  await vi.waitFor(() => expect(api.asked).toHaveLength(1));
  user.abort();
  await expect(answer).rejects.toThrow('aborted');
  expect(stopsOf(api)).toEqual([]);
  headers.open(openStream());
  await vi.waitFor(() => expect(stopsOf(api)).toEqual([stopOf('thread-1')]));
});

test('a page that goes away is no stop', async () => {
  const api = chatApi(() => openStream());
  const user = new AbortController();
  const { chatFetch } = setUp(api, { lives: false });
  await chatFetch('/api/chatkit', post(nextTurn, user.signal));
  user.abort();
  await vi.waitFor(() => expect(api.asked[0]?.signal?.aborted).toBe(true));
  expect(stopsOf(api)).toEqual([]);
});

test('abandoning a request that streams nothing sends no stop, whatever turn it mentions', async () => {
  const api = chatApi(() => Response.json({ id: 'thread-1' }, { headers: { 'x-turn-id': 'turn-1' } }));
  const user = new AbortController();
  const { chatFetch } = setUp(api);
  await chatFetch(
    '/api/chatkit',
    post({ type: 'threads.get_by_id', params: { thread_id: 'thread-1' } }, user.signal),
  );
  user.abort();
  await vi.waitFor(() => expect(api.asked[0]?.signal?.aborted).toBe(true));
  expect(stopsOf(api)).toEqual([]);
});

test('the element reads every byte of the stream that was watched for its thread', async () => {
  const events = [
    { type: 'thread.created', thread: { id: 'thread-3' } },
    { type: 'progress_update', text: 'x' },
  ];
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const api = chatApi(
    () => new Response(text, { headers: { 'content-type': 'text/event-stream', 'x-turn-id': 'turn-1' } }),
  );
  const { chatFetch } = setUp(api);
  const answer = await chatFetch('/api/chatkit', post(newTurn, new AbortController().signal));
  expect(await answer.text()).toBe(text);
});
