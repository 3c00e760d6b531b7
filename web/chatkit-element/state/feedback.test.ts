import { expect, test } from 'vitest';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, userMessage, workflow } from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { answerEnds } from './derive.ts';
import { rateAnswer } from './feedback.ts';
import { openThread } from './thread.ts';

const widget: ThreadItem = {
  ...assistantMessage('w1', ''),
  type: 'widget',
  widget: { type: 'Card', children: [] },
  copy_text: 'Three tasks',
};

const opened = async (scripts: Record<string, Script>) => {
  const items = [
    userMessage('m1', 'Hi'),
    assistantMessage('a1', 'First'),
    workflow('f1', []),
    widget,
    userMessage('m2', 'And?'),
    assistantMessage('a2', 'Second'),
  ];
  const made = testSession({ 'threads.get_by_id': () => json(threadOf('thr_1', items)), ...scripts });
  await openThread(made.session, 'thr_1');
  return made;
};

test('a rating names all messages and widgets of the answer', async () => {
  const { session, server } = await opened({ 'items.feedback': () => json({}) });
  await rateAnswer(session, 'w1', 'positive');
  await rateAnswer(session, 'w1', 'positive');
  expect(server.requests.slice(1).map(({ params }) => params)).toEqual([
    { thread_id: 'thr_1', item_ids: ['a1', 'w1'], kind: 'positive' },
  ]);
  expect(session.store.get().ratings.get('w1')).toBe('positive');
});

test('a rating that the server refuses is taken back with a notice', async () => {
  let refuse = false;
  const { session, trace } = await opened({ 'items.feedback': () => json({}, refuse ? 500 : 200) });
  await rateAnswer(session, 'a2', 'negative');
  refuse = true;
  const rated = rateAnswer(session, 'a2', 'positive');
  expect(session.store.get().ratings.get('a2')).toBe('positive');
  await rated;
  expect(session.store.get().ratings.get('a2')).toBe('negative');
  expect(session.store.get().notices[0]?.sentence?.text).toBe('rating_failed');
  expect(trace.at(-1)).toBe('error{http}');
});

test('the text of an answer is that of its messages and widgets', async () => {
  const { session } = await opened({});
  expect([...answerEnds(session.store.get())]).toEqual([
    ['w1', 'First\n\nThree tasks'],
    ['a2', 'Second'],
  ]);
});
