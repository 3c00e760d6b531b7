import { expect, inject, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { rowsOf } from '#dev/factories.ts';
import { cut, refuse, say, script, waitAt } from '#dev/model/script-client.ts';
import { anApp, expectError, expectStatus } from '../testing/app.ts';
import {
  add,
  aThread,
  create,
  done,
  itemsOf,
  outline,
  post,
  readEvents,
  textOf,
  turn,
} from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');

test('of two messages into one conversation at once, one is answered and the other told to wait', async () => {
  const { call } = await app.signedIn();
  const { id } = await aThread(call, 'What can you do?');
  const answer = await script(modelUrl, [[say('Busy'), waitAt('gate')]]);
  const streaming = await post(call, add(id, answer.mark));
  await answer.reached('gate');
  await expectError(await post(call, add(id, 'Me too')), 409, 'turn_in_progress');
  await answer.open('gate');
  for await (const _ of readEvents(streaming));
  expect(outline(await turn(call, add(id, 'What can you do?'))).at(-1)).toBe(
    'thread.item.done assistant_message',
  );
});

test('a stop keeps what was said, ends the call of the model and frees the conversation', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('I was saying'), waitAt('never')]]);
  const response = await post(call, create(answer.mark));
  const turn_id = response.headers.get('x-turn-id');
  const events = readEvents(response);
  const created = (await events.next()).value as Extract<ThreadStreamEvent, { type: 'thread.created' }>;
  const thread_id = created.thread.id;
  await answer.reached('never');
  const running = await post(call, { type: 'threads.get_by_id', params: { thread_id } });
  expect(running.headers.get('x-turn-id')).toBe(turn_id);
  expect(
    await expectStatus(await post(call, { type: 'threads.stop', params: { thread_id, turn_id } }), 200),
  ).toEqual({});
  const rest: ThreadStreamEvent[] = [];
  for await (const event of events) rest.push(event);
  expect(rest.some(({ type }) => type === 'error')).toBe(false);
  expect((await answer.ended()).state).toBe('client_gone');
  const items = await itemsOf(call, thread_id);
  expect(items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
  expect(textOf(items[1])).toBe('I was saying');
  const idle = await post(call, { type: 'threads.get_by_id', params: { thread_id } });
  expect(idle.headers.get('x-turn-id')).toBeNull();
  const next = await script(modelUrl, [[say('ok')]]);
  await turn(call, add(thread_id, next.mark));
  const [request] = await next.requests();
  expect(JSON.stringify(request?.body.input)).toContain('The user cancelled the stream.');
});

test('a client that leaves does not end the turn: the answer is stored', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('You left'), waitAt('gate'), say(', I went on.')]]);
  const response = await post(call, create(answer.mark));
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  const { thread } = JSON.parse(first.slice('data: '.length).split('\n\n')[0] ?? '') as {
    thread: { id: string };
  };
  await answer.reached('gate');
  const left = reader.cancel();
  await answer.open('gate');
  await left;
  expect((await answer.ended()).state).toBe('answered');
  await expect.poll(async () => textOf((await itemsOf(call, thread.id))[1])).toBe('You left, I went on.');
});

const UNAVAILABLE = 'AI assistant is temporarily unavailable. Please try again later.';

test.each([
  ['is down twice', [[refuse(500)], [refuse(503)]], UNAVAILABLE],
  ['refuses the key', [[refuse(401)]], UNAVAILABLE],
  ['is busy for long', [[refuse(429, { retryAfterSeconds: 60 })]], UNAVAILABLE],
])(
  'a model that %s ends the stream with one error event, and the message is kept',
  async (_, steps, message) => {
    const { call } = await app.signedIn();
    const answer = await script(modelUrl, steps);
    const { id, events } = await aThread(call, answer.mark);
    const errors = events.filter(({ type }) => type === 'error');
    expect(errors).toEqual([{ type: 'error', code: 'custom', message, allow_retry: true }]);
    expect(events.at(-1)?.type).toBe('error');
    expect((await answer.requests()).length).toBe(steps.length);
    expect((await itemsOf(call, id)).map(({ type }) => type)).toEqual(['user_message']);
  },
);

test('a model that is down once is asked again, and nobody notices', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[refuse(500)], [say('Here I am.')]]);
  const { events } = await aThread(call, answer.mark);
  expect(textOf(done(events).at(-1))).toBe('Here I am.');
  expect(events.some(({ type }) => type === 'error')).toBe(false);
});

test('an answer that breaks off keeps its text as incomplete and is never asked for twice', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Half an'), cut()]]);
  const { id, events } = await aThread(call, answer.mark);
  expect(events.at(-1)).toEqual({ type: 'error', code: 'stream.error', allow_retry: true });
  expect(textOf((await itemsOf(call, id))[1])).toBe('Half an');
  expect((await answer.requests()).length).toBe(1);
  const rows = (await rowsOf(user))[5] as { kind: string; status: string }[];
  expect(rows.map(({ kind, status }) => [kind, status])).toEqual([
    ['user_message', 'failed'],
    ['assistant_message', 'incomplete'],
  ]);
});

test('without a model key a turn is refused and stores nothing, while threads can be read', async () => {
  for (const OPENAI_API_KEY of ['', 'sk-your-key-here']) {
    const keyless = await anApp({ env: { OPENAI_API_KEY } });
    const { call, user } = await keyless.signedIn();
    const detail = await expectError(await post(call, create('Hello')), 503, 'ai_not_configured');
    expect(detail).toBe('AI service configuration error');
    expect(await expectStatus(await post(call, { type: 'threads.list', params: {} }), 200)).toEqual({
      data: [],
      has_more: false,
    });
    expect((await rowsOf(user))[3]).toEqual([]);
  }
});
