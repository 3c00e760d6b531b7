import { expect, test } from 'vitest';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, userMessage } from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { type ChatState, EMPTY_DRAFT } from './chat-state.ts';
import { loadOlder, refreshThread } from './read-thread.ts';
import { openThread, startNewThread } from './thread.ts';

const ids = (state: ChatState) =>
  state.rows.map((row) => (row.kind === 'item' ? row.item.id : row.problem.kind));
const messages = (from: number, to: number): ThreadItem[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    userMessage(`m${from + index}`, `Message ${from + index}`),
  );

/** A thread of 130 items, paged as the protocol pages it: the oldest 20, or any page from the end. */
const longThread: Record<string, Script> = {
  'threads.get_by_id': () =>
    json({ ...threadOf('thr_1', []), items: { data: messages(1, 20), has_more: true, after: 'm20' } }),
  'items.list': ({ params }) => {
    const { after, limit } = params as { after?: string; limit: number };
    const end = after ? Number(after.slice(1)) - 1 : 130;
    const start = Math.max(1, end - limit + 1);
    return json({ data: messages(start, end).toReversed(), has_more: start > 1, after: `m${start}` });
  },
};

test('opening a thread loads it between load.start and load.end', async () => {
  const { session, trace } = testSession({
    'threads.get_by_id': () => json(threadOf('thr_1', messages(1, 2), 'Title')),
  });
  await openThread(session, 'thr_1');
  expect(trace).toEqual(['thread.load.start{thr_1}', 'thread.change{thr_1}', 'thread.load.end{thr_1}']);
  expect(session.store.get()).toMatchObject({ phase: 'idle', thread: { title: 'Title' } });
  expect(ids(session.store.get())).toEqual(['m1', 'm2']);
});

test('a thread that is not there ends as a new one, and the host is told', async () => {
  const { session, trace } = testSession({ 'threads.get_by_id': () => json({}, 404) });
  await expect(openThread(session, 'thr_1')).rejects.toMatchObject({ status: 404 });
  expect(trace).toEqual([
    'thread.load.start{thr_1}',
    'thread.change{thr_1}',
    'error{http}',
    'thread.load.end{thr_1}',
    'thread.change{null}',
  ]);
  expect(session.store.get()).toMatchObject({
    threadId: null,
    phase: 'idle',
    rows: [{ problem: { kind: 'gone' } }],
  });
});

test('a thread that could not be read stays the active one and can be tried again', async () => {
  const { session, trace } = testSession({ 'threads.get_by_id': () => json({}, 500) });
  await expect(openThread(session, 'thr_1')).rejects.toMatchObject({ status: 500 });
  expect(session.store.get()).toMatchObject({ threadId: 'thr_1', rows: [{ problem: { retry: 'load' } }] });
  expect(trace.at(-1)).toBe('thread.load.end{thr_1}');
});

test('a long thread shows its newest items, and older pages on demand down to the first', async () => {
  const { session } = testSession(longThread);
  await openThread(session, 'thr_1');
  expect(ids(session.store.get())).toEqual(messages(81, 130).map((item) => item.id));
  await loadOlder(session);
  expect(ids(session.store.get())).toHaveLength(100);
  await loadOlder(session);
  expect(ids(session.store.get())).toEqual(messages(1, 130).map((item) => item.id));
  expect(session.store.get().older).toEqual({ cursor: null, loading: false });
});

test('reading again keeps what the user has scrolled back to', async () => {
  const { session } = testSession(longThread);
  await openThread(session, 'thr_1');
  await loadOlder(session);
  await refreshThread(session);
  expect(ids(session.store.get())).toEqual(messages(31, 130).map((item) => item.id));
  expect(session.store.get().older.cursor).toBe('m31');
});

test('the answer to a load is dropped when another thread was opened meanwhile', async () => {
  const answers: ((response: Response) => void)[] = [];
  const { session, trace } = testSession({});
  Object.assign(session.client, {
    ask: (question: { params: { thread_id: string } }, lifetime: AbortSignal) =>
      new Promise((resolve, reject) => {
        lifetime.addEventListener('abort', () => reject(lifetime.reason));
        answers.push(() =>
          resolve({ data: threadOf(question.params.thread_id, messages(1, 1)), turnId: null }),
        );
      }),
  });
  const first = openThread(session, 'thr_1');
  const second = openThread(session, 'thr_2');
  answers[1]?.(new Response());
  await Promise.all([first, second]);
  expect(session.store.get()).toMatchObject({ threadId: 'thr_2', phase: 'idle' });
  expect(trace.filter((event) => event.startsWith('error'))).toEqual([]);
});

test('unsent text belongs to its thread', async () => {
  const { session } = testSession({ 'threads.get_by_id': () => json(threadOf('thr_1', [])) });
  session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text: 'for a new one' } }));
  await openThread(session, 'thr_1');
  expect(session.store.get().draft.text).toBe('');
  session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text: 'for the first' } }));
  startNewThread(session);
  expect(session.store.get().draft.text).toBe('for a new one');
  await openThread(session, 'thr_1');
  expect(session.store.get().draft.text).toBe('for the first');
});

test('unsent text stays when its thread is read anew, and when a new one is begun where there is none', async () => {
  const { session } = testSession({ 'threads.get_by_id': () => json(threadOf('thr_1', [])) });
  const write = (text: string) =>
    session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text } }));
  write('not sent');
  startNewThread(session);
  expect(session.store.get().draft.text).toBe('not sent');
  await openThread(session, 'thr_1');
  write('while it was away');
  await openThread(session, 'thr_1');
  expect(session.store.get().draft.text).toBe('while it was away');
});

test('a thread that is not there leaves the text of the start screen alone', async () => {
  const { session } = testSession({ 'threads.get_by_id': () => json({}, 404) });
  session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text: 'for a new one' } }));
  await expect(openThread(session, 'thr_1')).rejects.toMatchObject({ status: 404 });
  expect(session.store.get()).toMatchObject({ threadId: null, draft: { text: 'for a new one' } });
});

test('text that was sent does not come back with a thread that was left before', async () => {
  const { session } = testSession({ 'threads.get_by_id': () => json(threadOf('thr_1', [])) });
  session.store.update((state) => ({ ...state, draft: { ...EMPTY_DRAFT, text: 'first' } }));
  await openThread(session, 'thr_1');
  startNewThread(session);
  expect(session.store.get().draft.text).toBe('first');
  // Sent: the thread has an id from now on.
  session.store.update((state) => ({ ...state, threadId: 'thr_2', draft: EMPTY_DRAFT }));
  startNewThread(session);
  expect(session.store.get().draft).toEqual(EMPTY_DRAFT);
});

test('a turn that still runs on the server is followed until its answer is there', async () => {
  const looks = [
    json(threadOf('thr_1', messages(1, 1)), 200, { 'x-turn-id': 'turn_1' }),
    json(threadOf('thr_1', messages(1, 1)), 200, { 'x-turn-id': 'turn_1' }),
    json(threadOf('thr_1', [...messages(1, 1), assistantMessage('a1', 'Done')])),
  ];
  const { session, tick } = testSession({ 'threads.get_by_id': () => looks.shift() as Response });
  await openThread(session, 'thr_1');
  expect(session.store.get().remoteTurn).toBe('turn_1');
  tick();
  await expect.poll(() => looks.length).toBe(1);
  session.wake();
  await expect.poll(() => session.store.get().remoteTurn).toBeNull();
  expect(ids(session.store.get())).toEqual(['m1', 'a1']);
});
