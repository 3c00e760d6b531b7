// The rows of the error matrix that no other test of this folder holds.
import { expect, test, vi } from 'vitest';
import {
  added,
  assistantMessage,
  confirmed,
  created,
  delta,
  done,
  structuredInput,
  userMessage,
  widgetItem,
} from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { EMPTY_DRAFT } from './chat-state.ts';
import { sendMessage } from './send.ts';
import { openThread } from './thread.ts';

const input = {
  ...{ content: [{ type: 'input_text' as const, text: 'Hello' }], attachments: [], quoted_text: '' },
  inference_options: {},
};
const composed = { draft: { ...EMPTY_DRAFT, text: 'Hello' }, toolId: null };

test('a message that comes while an answer is written goes back, and can be sent when that one has ended', async () => {
  let running = true;
  const { session, server, tick } = testSession({
    'threads.get_by_id': () =>
      json(threadOf('thr_1', [userMessage('m1', 'First')]), 200, running ? { 'x-turn-id': 'turn_9' } : {}),
    'threads.add_user_message': () => json({ code: 'turn_in_progress' }, 409),
  });
  session.store.update((state) => ({ ...state, threadId: 'thr_1' }));
  await expect(sendMessage(session, input, [], composed)).rejects.toMatchObject({ status: 409 });
  expect(session.store.get()).toMatchObject({
    draft: { text: 'Hello' },
    remoteTurn: 'unknown',
    phase: 'idle',
  });
  expect(session.store.get().rows.at(-1)).toMatchObject({ problem: { kind: 'busy', retry: null } });
  running = false;
  tick();
  await expect.poll(() => session.store.get().remoteTurn).toBeNull();
  expect(session.store.get().draft.text).toBe('Hello');
  expect(server.requests.filter(({ type }) => type === 'threads.add_user_message')).toHaveLength(1);
});

test.each([
  [400, 'rejected', null, undefined],
  [502, 'failed', 'turn', 'unsent'],
])('status %i is %s', async (status, kind, retry, mark) => {
  const { session, trace } = testSession({ 'threads.create': () => json({}, status) });
  await expect(sendMessage(session, input, [], composed)).rejects.toMatchObject({ status });
  const { rows, draft } = session.store.get();
  expect(rows.at(-1)).toMatchObject({ problem: { kind, retry } });
  expect(draft.text).toBe(retry === null ? 'Hello' : '');
  expect(rows.length === 2 ? rows[0] : undefined).toEqual(mark && expect.objectContaining({ mark }));
  expect(trace).toEqual(['response.start', 'error{http}', 'response.end']);
});

test.each([503, 504, 500])('what the server says with %i is not for the user', async (status) => {
  const { session } = testSession({ 'threads.create': () => json({ detail: 'pool exhausted' }, status) });
  await expect(sendMessage(session, input)).rejects.toMatchObject({ status });
  expect(JSON.stringify(session.store.get().rows)).not.toContain('pool');
});

test('without a connection the message stays, says so, and can be sent again', async () => {
  const { session, trace } = testSession({
    'threads.create': () => {
      throw new TypeError('Failed to fetch');
    },
  });
  await expect(sendMessage(session, input)).rejects.toMatchObject({ code: 'network' });
  expect(session.store.get().rows).toMatchObject([
    { mark: 'unsent' },
    { problem: { kind: 'network', retry: 'turn' } },
  ]);
  expect(trace).toEqual(['response.start', 'error{network}', 'response.end']);
});

test('an answer that is no event stream is a failure like any other', async () => {
  const { session, trace } = testSession({ 'threads.create': () => json({}) });
  await expect(sendMessage(session, input)).rejects.toMatchObject({ code: 'protocol' });
  expect(session.store.get().rows.at(-1)).toMatchObject({ problem: { kind: 'failed', retry: 'turn' } });
  expect(trace).toEqual(['response.start', 'error{protocol}', 'response.end']);
});

test('a connection that breaks after the headers is a cut answer', async () => {
  const broken: Script = async function* ({ params }) {
    yield* [created(), confirmed(params), added(assistantMessage('a1', '')), delta('a1', 'Half')];
    throw new TypeError('network error');
  };
  const { session, trace } = testSession({ 'threads.create': broken });
  await expect(sendMessage(session, input)).rejects.toMatchObject({ code: 'stream.cut' });
  expect(session.store.get().rows).toMatchObject([{}, { mark: 'cut' }, { problem: { kind: 'failed' } }]);
  expect(trace.slice(-2)).toEqual(['error{stream.cut}', 'response.end']);
});

test('a stream that ends after the message alone is a normal end', async () => {
  const { session, trace } = testSession({
    'threads.create': ({ params }) => [created(), confirmed(params)],
  });
  await sendMessage(session, input);
  expect(session.store.get().rows).toHaveLength(1);
  expect(trace.at(-1)).toBe('response.end');
});

test.each([
  ['a widget', widgetItem('i1', { type: 'Card' })],
  ['questions', structuredInput('i1', [])],
])('%s that was begun and never done is no cut', async (_name, item) => {
  const { session, trace } = testSession({
    'threads.create': ({ params }) => [created(), confirmed(params), added(item)],
  });
  await sendMessage(session, input);
  expect(trace).not.toContain('error{stream.cut}');
  expect(session.store.get().rows.at(-1)).toMatchObject({ pending: false });
});

test('a minute without a byte changes the words and nothing else; the next byte changes them back', async () => {
  vi.useFakeTimers();
  try {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { session } = testSession({
      'threads.create': async function* ({ params }) {
        yield* [created(), confirmed(params)];
        await gate;
        yield added(assistantMessage('a1', ''));
        yield done(assistantMessage('a1', 'Hi'));
      },
    });
    const sent = sendMessage(session, input);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(session.store.get().silent).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(session.store.get()).toMatchObject({ silent: true, phase: 'responding' });
    go();
    await sent;
    expect(session.store.get()).toMatchObject({ silent: false, phase: 'idle' });
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  [401, 'session', null],
  [403, 'forbidden', null],
  [404, 'gone', null],
  [503, 'unavailable', 'load'],
  [500, 'failed', 'load'],
])('a thread that cannot be loaded with %i says why', async (status, kind, retry) => {
  const { session, trace } = testSession({ 'threads.get_by_id': () => json({ detail: 'secret' }, status) });
  await expect(openThread(session, 'thr_1')).rejects.toMatchObject({ status });
  const state = session.store.get();
  expect(state.rows).toMatchObject([{ problem: { kind, retry } }]);
  expect(state.threadId).toBe(status === 403 || status === 404 ? null : 'thr_1');
  expect(trace).toContain('error{http}');
  expect(JSON.stringify(state)).not.toContain('secret');
});
