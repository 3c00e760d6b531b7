import { expect, test } from 'vitest';
import type { StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import { assistantMessage, done, structuredInput } from '../testing/events.ts';
import { createGate } from '../testing/gate.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { answerForm, type Replies, skippedSubmission, submissionOf, unfinished } from './structured-input.ts';
import { openThread } from './thread.ts';
import { stopTurn } from './turn.ts';
import { waitingForm } from './waiting.ts';

const form = structuredInput('s1', [
  {
    ...{ type: 'multiple_choice', id: 'day', question: 'Which day?', multiple: false },
    options: [{ value: 'Friday' }, { value: 'Saturday' }],
  },
  { type: 'freeform', id: 'who', question: 'Who?' },
]);
const friday: Replies = new Map([['day', { chosen: ['Friday'], own: null }]]);
const submission = submissionOf(form, friday) as StructuredInputSubmission;

async function threadWithForm(answer: Script, items = [form]) {
  const loaded: Script = () => json(threadOf('thr_1', items));
  const test = testSession({ 'threads.get_by_id': loaded, 'threads.add_structured_input': answer });
  await openThread(test.session, 'thr_1');
  test.trace.length = 0;
  return { ...test, shown: () => test.session.store.get().rows[0] };
}

test('every question is answered or counts as skipped; own words join what was chosen', () => {
  expect(submission).toEqual({
    status: 'answered',
    answers: { day: { values: ['Friday'], skipped: false }, who: { values: [], skipped: true } },
  });
  const both = new Map([['day', { chosen: ['Friday'], own: ' or Sunday ' }]]);
  expect(submissionOf(form, both)?.answers.day).toEqual({ values: ['Friday', 'or Sunday'], skipped: false });
});

test('nothing chosen and nothing but spaces written is no answer', () => {
  expect(submissionOf(form, new Map())).toBeNull();
  expect(submissionOf(form, new Map([['who', { chosen: [], own: '  ' }]]))).toBeNull();
});

test('only "Other" without words is unfinished; an empty text is not', () => {
  const empty = { chosen: [], own: ' ' };
  expect(unfinished(form, new Map([...friday, ['day', empty], ['who', empty]]))).toEqual(['day']);
  expect(unfinished(form, friday)).toEqual([]);
});

test('questions wait while they are the newest, and nothing runs', async () => {
  const { session } = await threadWithForm(() => []);
  const state = session.store.get();
  expect(waitingForm(state)?.id).toBe('s1');
  expect(waitingForm({ ...state, phase: 'responding' })).toBeNull();
  expect(waitingForm({ ...state, remoteTurn: 'turn_1' })).toBeNull();
  const thread = state.thread && { ...state.thread, status: { type: 'closed' as const } };
  expect(waitingForm({ ...state, thread })).toBeNull();
  const later = await threadWithForm(() => [], [form, assistantMessage('a1', 'Never mind') as never]);
  expect(waitingForm(later.session.store.get())).toBeNull();
});

test('the answers are a turn: shown at once, sent once, and the answer of the assistant follows', async () => {
  const gate = createGate();
  const { session, server, trace, shown } = await threadWithForm(async function* () {
    await gate.passed;
    yield done(assistantMessage('a1', 'Noted'));
  });
  session.forms.set('s1', friday);
  const sent = answerForm(session, form, submission);
  expect(shown()).toMatchObject({
    item: { status: 'answered', inputs: [{ answer: { values: ['Friday'] } }, {}] },
  });
  gate.open();
  await sent;
  expect(server.requests[1]).toMatchObject({
    type: 'threads.add_structured_input',
    params: { thread_id: 'thr_1', item_id: 's1', input: submission },
  });
  expect(trace).toEqual(['response.start', 'response.end']);
  expect(session.forms.size).toBe(0);
});

test('all questions may be skipped', async () => {
  const { session, server, shown } = await threadWithForm(() => []);
  await answerForm(session, form, skippedSubmission(form));
  const skipped = { values: [], skipped: true };
  expect(server.requests[1]?.params.input).toEqual({
    status: 'skipped',
    answers: { day: skipped, who: skipped },
  });
  expect(shown()).toMatchObject({ item: { status: 'skipped' } });
});

test.each([401, 422, 503])(
  'status %i brings the questions back with what was chosen, and says why',
  async (status) => {
    const { session, trace } = await threadWithForm(() => json({}, status));
    session.forms.set('s1', friday);
    await expect(answerForm(session, form, submission)).rejects.toMatchObject({ status });
    expect(waitingForm(session.store.get())?.id).toBe('s1');
    expect(session.forms.get('s1')).toBe(friday);
    expect(session.store.get().notices).toHaveLength(1);
    expect(trace).toEqual(['response.start', 'error{http}', 'response.end']);
  },
);

test('answers that came too late make the panel read the thread again', async () => {
  const stored = { ...form, status: 'answered' as const };
  const { session, server } = await threadWithForm(() => json({ code: 'conflict' }, 409));
  const { session: other } = testSession({ 'threads.get_by_id': () => json(threadOf('thr_1', [stored])) });
  Object.assign(session.client, { ask: other.client.ask });
  await expect(answerForm(session, form, submission)).rejects.toMatchObject({ status: 409 });
  await expect.poll(() => waitingForm(session.store.get())).toBeNull();
  expect(server.requests).toHaveLength(2);
});

test('an answer that is cut half-way does not bring back the questions: the server has the answers', async () => {
  const { session } = await threadWithForm(() => [
    { type: 'thread.item.added', item: assistantMessage('a1', '') },
  ]);
  await expect(answerForm(session, form, submission)).rejects.toMatchObject({ code: 'stream.cut' });
  expect(waitingForm(session.store.get())).toBeNull();
});

test('a stop before the server answered brings the questions back', async () => {
  const { session, trace } = await threadWithForm(() => []);
  Object.assign(session.client, { open: () => new Promise(() => {}) });
  const sent = answerForm(session, form, submission);
  stopTurn(session);
  await sent;
  expect(waitingForm(session.store.get())?.id).toBe('s1');
  expect(trace).toEqual(['response.start', 'response.end']);
});
