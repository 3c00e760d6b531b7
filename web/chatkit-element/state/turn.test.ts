import { expect, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  delta,
  done,
  toolTask,
  userMessage,
  workflow,
} from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { EMPTY_DRAFT } from './chat-state.ts';
import { messageText } from './rows.ts';
import { retryFrom, sendMessage } from './send.ts';
import type { Session } from './session.ts';
import { startNewThread } from './thread.ts';
import { stopTurn } from './turn.ts';

const input = (text: string): UserMessageInput => ({
  content: [{ type: 'input_text', text }],
  attachments: [],
  quoted_text: '',
  inference_options: {},
});
const send = (session: Session, text = 'Hello') => sendMessage(session, input(text));
const texts = (session: Session) =>
  session.store.get().rows.map((row) => (row.kind === 'item' ? messageText(row.item) : row.problem.kind));
const last = (session: Session) => session.store.get().rows.at(-1);

/** A turn whose events are given, after the thread and the message. */
const turn =
  (...events: ThreadStreamEvent[]): Script =>
  ({ params }) => [created(), confirmed(params), cancellable, ...events];

/** Resolves when the state fulfils a condition. */
function until(session: Session, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.store.watch(look);
    function look() {
      if (!condition()) return;
      stop();
      resolve();
    }
    look();
  });
}

/** A turn that says half an answer and then hangs. */
const hanging: Script = async function* ({ params }) {
  yield* [
    created(),
    confirmed(params),
    cancellable,
    added(assistantMessage('a1', '')),
    delta('a1', 'Half an'),
  ];
  await new Promise(() => {});
};

test('the first message starts a response, makes a thread, and ends the response, in this order', async () => {
  const { session, trace, server } = testSession({
    'threads.create': turn(
      { type: 'client_effect', name: 'tasks.changed', data: {} },
      done(assistantMessage('a1', 'Hi')),
    ),
  });
  await send(session);
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'effect{tasks.changed}', 'response.end']);
  expect(texts(session)).toEqual(['Hello', 'Hi']);
  expect(server.requests[0]?.params).toEqual({ input: input('Hello') });
});

test('the second message goes to the thread that the first one made', async () => {
  const answer = turn(done(assistantMessage('a1', 'Hi')));
  const { session, server, trace } = testSession({
    'threads.create': answer,
    'threads.add_user_message': ({ params }) => [confirmed(params, 'msg_2')],
  });
  await send(session);
  await send(session, 'Again');
  expect(server.requests[1]).toMatchObject({
    type: 'threads.add_user_message',
    params: { thread_id: 'thr_1' },
  });
  expect(trace.filter((event) => event.startsWith('thread.change'))).toHaveLength(1);
});

test('the message is on screen before the server has said a word', () => {
  const { session } = testSession({ 'threads.create': turn() });
  void send(session);
  expect(session.store.get()).toMatchObject({ phase: 'responding', rows: [{ mark: 'sending' }] });
});

test('a stop aborts the request, keeps what was written, and is no error', async () => {
  const { session, server, trace } = testSession({ 'threads.create': hanging });
  const sent = send(session);
  await until(session, () => texts(session).includes('Half an'));
  stopTurn(session);
  await sent;
  expect(server.requests[0]?.signal?.aborted).toBe(true);
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'response.end']);
  expect(last(session)).toMatchObject({ mark: 'stopped', pending: false });
  expect(texts(session)).toEqual(['Hello', 'Half an']);
});

test('a stop before the headers ends the turn, though the host drops the signal', async () => {
  const { session, trace } = testSession({ 'threads.create': turn() });
  Object.assign(session.client, { open: () => new Promise(() => {}) });
  const sent = send(session);
  stopTurn(session);
  await sent;
  expect(trace).toEqual(['response.start', 'response.end']);
});

test('a new chat closes the stream without aborting the request, so that the server can finish', async () => {
  const { session, server, trace } = testSession({ 'threads.create': hanging });
  const sent = send(session);
  await until(session, () => texts(session).includes('Half an'));
  startNewThread(session);
  await sent;
  expect(server.requests[0]?.signal?.aborted).toBe(false);
  expect(server.cancelled).toBe(1);
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'response.end', 'thread.change{null}']);
  expect(session.store.get()).toMatchObject({ threadId: null, rows: [], phase: 'idle' });
});

test('an error event is dispatched within the turn, and the call rejects', async () => {
  const error: ThreadStreamEvent = { type: 'error', code: 'custom', message: 'Too slow', allow_retry: true };
  const { session, trace } = testSession({ 'threads.create': turn(error) });
  await expect(send(session)).rejects.toMatchObject({ code: 'custom' });
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'error{custom}', 'response.end']);
  expect(texts(session)).toEqual(['Hello', 'custom']);
});

test('an answer that ends half-way is a cut stream: kept, marked, and offered again', async () => {
  const { session, trace } = testSession({
    'threads.create': turn(added(assistantMessage('a1', '')), delta('a1', 'Half')),
  });
  await expect(send(session)).rejects.toMatchObject({ code: 'stream.cut' });
  expect(trace.slice(-2)).toEqual(['error{stream.cut}', 'response.end']);
  expect(session.store.get().rows).toMatchObject([
    {},
    { mark: 'cut' },
    { problem: { kind: 'failed', retry: 'turn' } },
  ]);
});

test('a workflow that is open at the end is no cut', async () => {
  const open = added(workflow('w1', [toolTask('Add task', { tool: 'add_task', args: {} })]));
  const { session, trace } = testSession({ 'threads.create': turn(open) });
  await send(session);
  expect(trace.at(-1)).toBe('response.end');
  expect(last(session)).toMatchObject({ pending: false });
});

test.each([
  [401, {}, 'session', null],
  [403, {}, 'forbidden', null],
  [404, {}, 'gone', null],
  [409, { code: 'thread_locked', detail: 'Locked by Ann' }, 'locked', null],
  [413, {}, 'too_large', null],
  [422, { detail: 'Message cannot be empty' }, 'rejected', null],
])('status %i takes the message back to the composer', async (status, body, kind, retry) => {
  const { session, trace } = testSession({ 'threads.create': () => json(body, status) });
  await expect(send(session)).rejects.toMatchObject({ status });
  expect(session.store.get()).toMatchObject({
    draft: { text: 'Hello' },
    rows: [{ problem: { kind, retry } }],
  });
  expect(trace).toEqual(['response.start', 'error{http}', 'response.end']);
});

test('a message that is taken back does not overwrite what was typed meanwhile', async () => {
  const { session } = testSession({ 'threads.create': () => json({}, 401) });
  const sent = send(session);
  session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text: 'Something else' } }));
  await expect(sent).rejects.toMatchObject({ status: 401 });
  expect(session.store.get().draft.text).toBe('Something else');
});

test.each([
  [503, 'unavailable', 'unsent'],
  [504, 'timeout', 'unsent'],
  [500, 'failed', 'unsent'],
  [429, 'limited', undefined],
])('status %i keeps the message on screen and offers Retry', async (status, kind, mark) => {
  const { session } = testSession({ 'threads.create': () => json({}, status, { 'retry-after': '17' }) });
  await expect(send(session)).rejects.toMatchObject({ status });
  const { rows, draft } = session.store.get();
  expect(draft.text).toBe('');
  expect(rows).toMatchObject([{ mark }, { problem: { kind, retry: 'turn' } }]);
});

test('too many messages can be sent again when the server says so', async () => {
  const { session } = testSession({ 'threads.create': () => json({}, 429, { 'retry-after': '17' }) });
  await expect(send(session)).rejects.toMatchObject({ status: 429 });
  expect(last(session)).toMatchObject({ problem: { readyAt: 1_017_000 } });
});

test('Retry of a message that never arrived sends the same again, once', async () => {
  let calls = 0;
  const { session, server } = testSession({
    'threads.create': (request) =>
      calls++ === 0 ? json({}, 503) : turn(done(assistantMessage('a1', 'Hi')))(request),
  });
  await expect(send(session)).rejects.toMatchObject({ status: 503 });
  await retryFrom(session, last(session)?.key ?? '');
  expect(server.requests.map((request) => request.params)).toEqual([
    { input: input('Hello') },
    { input: input('Hello') },
  ]);
  expect(texts(session)).toEqual(['Hello', 'Hi']);
});

test('Retry of a message whose confirmation was lost answers the stored one instead of storing it twice', async () => {
  const { session, server } = testSession({
    'threads.create': turn(done(assistantMessage('a1', 'Hi'))),
    'threads.add_user_message': () => json({}, 504),
    'threads.get_by_id': () =>
      json(threadOf('thr_1', [userMessage('msg_1', 'Hello'), userMessage('msg_2', 'Again')])),
    'threads.retry_after_item': () => [done(assistantMessage('a2', 'Sure'))],
  });
  await send(session);
  await expect(send(session, 'Again')).rejects.toMatchObject({ status: 504 });
  await retryFrom(session, last(session)?.key ?? '');
  expect(server.requests.at(-1)).toMatchObject({
    type: 'threads.retry_after_item',
    params: { thread_id: 'thr_1', item_id: 'msg_2' },
  });
  expect(texts(session)).toEqual(['Hello', 'Again', 'Sure']);
});

test('Retry of an answer drops what came later before the server answers again', async () => {
  const { session } = testSession({
    'threads.create': turn(done(assistantMessage('a1', 'One'))),
    'threads.add_user_message': ({ params }) => [
      confirmed(params, 'msg_2'),
      done(assistantMessage('a2', 'Two')),
    ],
    'threads.retry_after_item': () => [done(assistantMessage('a3', 'Three'))],
  });
  await send(session);
  await send(session, 'Again');
  const answer = session.store.get().rows[1]?.key ?? '';
  const retried = retryFrom(session, answer);
  expect(texts(session)).toEqual(['Hello']);
  await retried;
  expect(texts(session)).toEqual(['Hello', 'Three']);
});

test('what a stream brings that this version does not know is logged, and the turn goes on', async () => {
  const { session, logs } = testSession({
    'threads.create': turn(
      done({ ...assistantMessage('x1', ''), type: 'hologram' } as never),
      { type: 'thread.item.updated', item_id: 'nobody', update: { type: 'hologram.turned' } } as never,
      done(assistantMessage('same', 'One')),
      added(assistantMessage('same', '')),
      done(assistantMessage('same', 'Two')),
    ),
  });
  await send(session);
  expect(texts(session)).toEqual(['Hello', '', 'One', 'Two']);
  expect(logs).toEqual(
    expect.arrayContaining([
      { name: 'render.item_unknown', data: { type: 'hologram' } },
      { name: 'stream.ignored_update', data: { type: 'hologram.turned' } },
      { name: 'stream.duplicate_id', data: { id: 'same' } },
    ]),
  );
});
