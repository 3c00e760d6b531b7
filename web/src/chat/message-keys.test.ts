import { expect, test, vi } from 'vitest';
import { FakeApi, refusal } from '../testing/fake-api.ts';
import { createChatFetch } from './chat-fetch.ts';

const CHATKIT = 'POST /api/chatkit';
const say = (text: string) => ({ input: { content: [{ type: 'input_text', text }] } });
const create = (text = 'Hello') => ({ type: 'threads.create', params: say(text) });
const message = (text = 'Hello', thread_id = 'thread-1') => ({
  type: 'threads.add_user_message',
  params: { ...say(text), thread_id },
});
const read = { type: 'threads.get_by_id', params: { thread_id: 'thread-1' } };

const stream = (...events: unknown[]) =>
  new Response(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''), {
    headers: { 'content-type': 'text/event-stream', 'x-turn-id': 'turn-1' },
  });
const created = () => stream({ type: 'thread.created', thread: { id: 'thread-1' } });
const down = () => refusal(503, 'ai_unavailable', 'AI service temporarily unavailable');
const threadWith = (text: string) =>
  Response.json({ id: 'thread-1', items: { data: [{ type: 'user_message', content: [{ text }] }] } });

/** Sends the bodies one after another, each answered as said; gives the keys that went out. */
async function keysOf(
  ...exchange: [body: object, answer: () => Response | Promise<Response>][]
): Promise<(string | undefined)[]> {
  const api = new FakeApi();
  const chatFetch = chatFetchOver(api);
  for (const [body, answer] of exchange) {
    api.on(CHATKIT, answer);
    const response = await chatFetch('/api/chatkit', { method: 'POST', body: JSON.stringify(body) }).catch(
      () => null,
    );
    await response?.text();
  }
  return api.asked.map(({ body }) => sentKey(body));
}

function chatFetchOver(api: FakeApi): typeof fetch {
  const session = { token: async () => 'token', renew: async () => 'token', refuse: vi.fn() };
  return createChatFetch({ fetch: api.fetch, session, pageLives: () => true });
}

const sentKey = (body: unknown) =>
  (body as { metadata?: { idempotency_key?: string } }).metadata?.idempotency_key;

const lost = () => Promise.reject(new TypeError('Failed to fetch'));

test('a message carries a UUID beside what the element says in its metadata; other requests carry none', async () => {
  const api = new FakeApi().on(CHATKIT, created);
  const chatFetch = chatFetchOver(api);
  const body = { ...create(), metadata: { locale: 'nl' } };
  await chatFetch('/api/chatkit', { method: 'POST', body: JSON.stringify(body) });
  await chatFetch('/api/chatkit', { method: 'POST', body: JSON.stringify(read) });
  const key = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(api.asked.map((asked) => asked.body)).toEqual([
    { ...body, metadata: { locale: 'nl', idempotency_key: key } },
    read,
  ]);
});

test.each([
  ['no answer', lost],
  ['a refusal', down],
  ['a stream that broke off before the thread had a name', () => stream()],
])('after %s the same new conversation keeps its key', async (_, answer) => {
  const [first, second] = await keysOf([create(), answer], [create(), created]);
  expect(second).toBe(first);
});

test('after no answer the same message in a thread keeps its key, also when the thread is read without it', async () => {
  const [first, , second] = await keysOf(
    [message(), lost],
    [read, () => threadWith('Something else')],
    [message(), () => stream()],
  );
  expect(second).toBe(first);
});

test('other words, and the same words in another thread, have another key', async () => {
  const keys = await keysOf(
    [message(), lost],
    [message('Hello?'), lost],
    [message('Hello', 'thread-2'), lost],
    [create(), lost],
  );
  expect(new Set(keys).size).toBe(4);
});

test('the same words once the first are answered are a new message', async () => {
  const [first, second] = await keysOf([message(), () => stream()], [message(), () => stream()]);
  expect(second).not.toBe(first);
});

test('the same words are a new conversation once the first has its name', async () => {
  const api = new FakeApi().on(CHATKIT, created);
  const chatFetch = chatFetchOver(api);
  const send = async () => {
    await chatFetch('/api/chatkit', { method: 'POST', body: JSON.stringify(create()) });
    return sentKey(api.asked.at(-1)?.body);
  };
  const first = await send();
  // The stream is read on the side, so it takes a moment until the name is known.
  await vi.waitFor(async () => expect(await send()).not.toBe(first));
});

test('the same words are a new message once the thread was read and holds the first', async () => {
  const [first, , second] = await keysOf(
    [message(), lost],
    [read, () => threadWith('Hello')],
    [message(), () => stream()],
  );
  expect(second).not.toBe(first);
});

test('the same words are a new message after another one of the thread was answered', async () => {
  const [first, , third] = await keysOf(
    [message(), lost],
    [message('And this?'), () => stream()],
    [message(), () => stream()],
  );
  expect(third).not.toBe(first);
});
