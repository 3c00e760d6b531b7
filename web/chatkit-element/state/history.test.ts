import { expect, test } from 'vitest';
import { confirmed, created, done, userMessage } from '../testing/events.ts';
import { createGate } from '../testing/gate.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { type TestSession, testSession } from '../testing/test-session.ts';
import { closeHistory, openHistory, readMoreHistory, refreshHistory } from './history.ts';
import { deleteThread, renameThread } from './history-changes.ts';
import { shownThreads } from './history-shown.ts';
import { sendMessage } from './send.ts';
import { openThread } from './thread.ts';

const titles = ({ session }: TestSession) =>
  shownThreads(session.store.get().history).map(({ title }) => title);

/** `count` threads, newest first, in pages. */
const threads =
  (count: number): Script =>
  ({ params }) => {
    const { after, limit } = params as { after?: string; limit: number };
    const all = Array.from({ length: count }, (_, n) => threadOf(`thr_${n + 1}`, [], `Thread ${n + 1}`));
    const from = after ? all.findIndex((thread) => thread.id === after) + 1 : 0;
    const data = all.slice(from, from + limit);
    return json({ data, has_more: from + limit < count, after: data.at(-1)?.id });
  };

const listed = async (scripts: Record<string, Script>) => {
  const made = testSession({ 'threads.list': threads(3), ...scripts });
  openHistory(made.session);
  await expect.poll(() => made.session.store.get().history.known).toBe(true);
  return made;
};

test('opening the history says so once and reads the newest twenty', async () => {
  const { session, server, trace } = await listed({ 'threads.list': threads(45) });
  openHistory(session);
  expect(trace).toEqual(['history.open']);
  expect(server.requests.map(({ params }) => params)).toEqual([{ limit: 20, order: 'desc' }]);
  closeHistory(session);
  closeHistory(session);
  expect(trace).toEqual(['history.open', 'history.close']);
});

test('more threads are read page by page, down to the last', async () => {
  const made = await listed({ 'threads.list': threads(45) });
  await readMoreHistory(made.session);
  await Promise.all([readMoreHistory(made.session), readMoreHistory(made.session)]);
  await readMoreHistory(made.session);
  expect(made.server.requests.map(({ params }) => params.after)).toEqual([undefined, 'thr_20', 'thr_40']);
  expect(titles(made)).toEqual(Array.from({ length: 45 }, (_, n) => `Thread ${n + 1}`));
});

test('reading anew reads as many threads as are shown', async () => {
  const made = await listed({ 'threads.list': threads(45) });
  await readMoreHistory(made.session);
  await refreshHistory(made.session);
  expect(made.server.requests.at(-1)?.params).toEqual({ limit: 40, order: 'desc' });
  expect(titles(made)).toHaveLength(40);
});

test('a list that cannot be read says why, keeps what it has, and can be read again', async () => {
  let refuse = false;
  const made = await listed({
    'threads.list': (request) => (refuse ? json({}, 403) : threads(3)(request)),
  });
  refuse = true;
  await expect(refreshHistory(made.session)).rejects.toMatchObject({ status: 403 });
  expect(made.session.store.get().history.problem).toEqual({ of: 'list', kind: 'failed' });
  expect(made.trace.at(-1)).toBe('error{http}');
  expect(titles(made)).toHaveLength(3);
  refuse = false;
  await refreshHistory(made.session);
  expect(made.session.store.get().history.problem).toBeNull();
});

test('the answer to a read is dropped when the history was closed meanwhile', async () => {
  const gate = createGate();
  const { session } = testSession({});
  Object.assign(session.client, {
    ask: async (_question: unknown, lifetime: AbortSignal) => {
      await gate.passed;
      lifetime.throwIfAborted();
    },
  });
  openHistory(session);
  closeHistory(session);
  expect(session.store.get().history.reading).toBeNull();
  gate.open();
  await gate.passed;
  expect(session.store.get().history).toMatchObject({ known: false, problem: null });
});

test('a new title is there at once and stays when the server agrees', async () => {
  const gate = createGate();
  const made = await listed({ 'threads.get_by_id': () => json(threadOf('thr_2', [], 'Thread 2')) });
  await openThread(made.session, 'thr_2');
  Object.assign(made.session.client, {
    tell: async () => {
      await gate.passed;
      return threadOf('thr_2', [], 'Trip to Lisbon');
    },
  });
  const renamed = renameThread(made.session, 'thr_2', 'Trip to Lisbon ');
  expect(titles(made)[1]).toBe('Trip to Lisbon ');
  gate.open();
  await renamed;
  expect(titles(made)[1]).toBe('Trip to Lisbon');
  expect(made.session.store.get().thread?.title).toBe('Trip to Lisbon');
});

test('a title that the server refuses is taken back with a notice', async () => {
  const made = await listed({ 'threads.update': () => json({}, 500) });
  const renamed = renameThread(made.session, 'thr_2', 'Lisbon');
  expect(titles(made)[1]).toBe('Lisbon');
  await renamed;
  expect(titles(made)[1]).toBe('Thread 2');
  expect(made.session.store.get().notices[0]?.sentence?.text).toBe('rename_failed');
  expect(made.trace.at(-1)).toBe('error{http}');
});

test('of two titles given one after the other the later one stays, however the first one ends', async () => {
  const gate = createGate();
  const made = await listed({
    'threads.update': ({ params }) => json(params.title === 'First' ? {} : threadOf('thr_2', [], 'Second')),
  });
  const { tell } = made.session.client;
  Object.assign(made.session.client, {
    tell: async (command: Parameters<typeof tell>[0]) => {
      const answer = await tell(command);
      if ('title' in command.params && command.params.title === 'First') await gate.passed;
      return answer;
    },
  });
  const first = renameThread(made.session, 'thr_2', 'First');
  await renameThread(made.session, 'thr_2', 'Second');
  expect(titles(made)[1]).toBe('Second');
  gate.open();
  await first;
  expect(titles(made)[1]).toBe('Second');
});

test('a deleted thread is gone at once, also from a list that was asked for before', async () => {
  const made = await listed({ 'threads.delete': () => json({}) });
  await deleteThread(made.session, 'thr_1');
  await refreshHistory(made.session);
  expect(titles(made)).toEqual(['Thread 2', 'Thread 3']);
  expect(made.session.store.get().view).toBe('history');
});

test('a thread that cannot be deleted comes back with a notice; one that is gone already does not', async () => {
  const made = await listed({
    'threads.delete': ({ params }) => json({}, params.thread_id === 'thr_1' ? 500 : 404),
  });
  const deleted = deleteThread(made.session, 'thr_1');
  expect(titles(made)).toEqual(['Thread 2', 'Thread 3']);
  await deleted;
  expect(titles(made)).toEqual(['Thread 1', 'Thread 2', 'Thread 3']);
  expect(made.session.store.get().notices[0]?.sentence?.text).toBe('delete_failed');
  await deleteThread(made.session, 'thr_2');
  expect(titles(made)).toEqual(['Thread 1', 'Thread 3']);
});

test('deleting the active thread leads to the start screen', async () => {
  const made = await listed({
    'threads.get_by_id': () => json(threadOf('thr_2', [userMessage('m1', 'Hi')])),
    'threads.delete': () => json({}),
  });
  await openThread(made.session, 'thr_2');
  openHistory(made.session);
  await deleteThread(made.session, 'thr_2');
  expect(made.trace.slice(-3)).toEqual(['history.open', 'history.close', 'thread.change{null}']);
  expect(made.session.store.get()).toMatchObject({ view: 'thread', threadId: null, rows: [] });
  expect(titles(made)).toEqual(['Thread 1', 'Thread 3']);
});

test('a thread that begins comes first, and a title of the server replaces its own', async () => {
  const made = await listed({
    'threads.create': ({ params }) => [
      created('thr_9'),
      confirmed(params, 'msg_1', 'thr_9'),
      { type: 'thread.updated', thread: threadOf('thr_9', [], 'Groceries') },
      done(userMessage('x', '', 'thr_9')),
    ],
  });
  const input = { content: [], attachments: [], inference_options: {} };
  await sendMessage(made.session, input);
  expect(titles(made)).toEqual(['Groceries', 'Thread 1', 'Thread 2', 'Thread 3']);
  expect(made.session.store.get().view).toBe('history');
});
