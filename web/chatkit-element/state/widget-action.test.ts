import { expect, test } from 'vitest';
import type { ActionConfig } from '#chatkit/protocol/widgets.ts';
import { sendCustomAction } from '../methods/action.ts';
import { assistantMessage, done, widgetItem } from '../testing/events.ts';
import { createGate } from '../testing/gate.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { openThread } from './thread.ts';
import { runWidgetAction } from './widget-action.ts';

const card = { type: 'Card' as const, children: [{ type: 'Text', value: 'Old' }] };
const newCard = { type: 'Card' as const, children: [{ type: 'Text', value: 'New' }] };
const action: ActionConfig = { type: 'task.edit', payload: { id: 7 } };

async function threadWithWidget(scripts: Record<string, Script>, options = {}) {
  const loaded: Script = () => json(threadOf('thr_1', [widgetItem('w1', card)]));
  const test = testSession({ 'threads.get_by_id': loaded, ...scripts }, options);
  await openThread(test.session, 'thr_1');
  test.trace.length = 0;
  test.server.requests.length = 0;
  const run = (change: Partial<ActionConfig> = {}, values = {}) =>
    runWidgetAction(test.session, { itemId: 'w1', widget: card, action: { ...action, ...change }, values });
  return { ...test, run };
}

test('an action is a turn of its own, with the values of the form', async () => {
  const { run, server, session, trace } = await threadWithWidget({
    'threads.custom_action': () => [
      { type: 'thread.item.replaced', item: widgetItem('w1', newCard) },
      done(assistantMessage('a1', 'Saved')),
    ],
  });
  await run({}, { 'todo.title': 'Milk' });
  expect(server.requests).toMatchObject([
    {
      type: 'threads.custom_action',
      params: {
        thread_id: 'thr_1',
        item_id: 'w1',
        action: { type: 'task.edit', payload: { id: 7, todo: { title: 'Milk' } } },
      },
    },
  ]);
  expect(trace).toEqual(['response.start', 'response.end']);
  expect(session.store.get().rows).toMatchObject([{ key: 'w1', item: { widget: newCard } }, { key: 'a1' }]);
});

test.each([false, 'false'])(
  'with streaming %j it is a quick request that may run beside a turn',
  async (streaming) => {
    const gate = createGate();
    const { run, server, session, trace } = await threadWithWidget({
      'threads.sync_custom_action': () => json({ updated_item: widgetItem('w1', newCard) }),
      'threads.custom_action': async function* () {
        await gate.passed;
        yield done(assistantMessage('a1', 'Done'));
      },
    });
    const turn = run();
    await run({ streaming: streaming as boolean });
    expect(session.store.get()).toMatchObject({ phase: 'responding', rows: [{ item: { widget: newCard } }] });
    gate.open();
    await turn;
    expect(server.requests.map(({ type }) => type)).toEqual([
      'threads.custom_action',
      'threads.sync_custom_action',
    ]);
    expect(trace).toEqual(['response.start', 'response.end']);
  },
);

test('of two quick requests the one that was sent last decides, whichever is answered first', async () => {
  const gate = createGate();
  let calls = 0;
  const { run, session, server } = await threadWithWidget({
    'threads.sync_custom_action': () => {
      const widget = { ...newCard, key: String(++calls) };
      return json({ updated_item: widgetItem('w1', widget) });
    },
  });
  const { fetch } = server;
  server.fetch = async (...args) => {
    const isFirst = server.requests.length === 0;
    const answer = await fetch(...args);
    if (isFirst) await gate.passed;
    return answer;
  };
  const first = run({ streaming: false });
  await run({ streaming: false });
  gate.open();
  await first;
  expect(session.store.get().rows).toMatchObject([{ item: { widget: { key: '2' } } }]);
});

test('a quick request without an item in its answer changes nothing', async () => {
  const { run, session } = await threadWithWidget({ 'threads.sync_custom_action': () => json({}) });
  const before = session.store.get();
  await run({ streaming: false });
  expect(session.store.get()).toBe(before);
});

test('a turn cannot begin while another one runs', async () => {
  const gate = createGate();
  const { run, server } = await threadWithWidget({
    'threads.custom_action': async function* () {
      await gate.passed;
      yield done(assistantMessage('a1', 'Done'));
    },
  });
  const first = run();
  await expect(run()).rejects.toMatchObject({
    name: 'IntegrationError',
    message: expect.stringContaining('responding'),
  });
  gate.open();
  await first;
  expect(server.requests).toHaveLength(1);
});

test('an action for the host reaches it with the item, and is waited for', async () => {
  const calls: unknown[] = [];
  const gate = createGate();
  const onAction = async (...args: unknown[]) => {
    calls.push(args);
    await gate.passed;
  };
  const { run, server } = await threadWithWidget({}, { widgets: { onAction } });
  let over = false;
  const ran = run({ handler: 'client' }, { done: true }).then(() => {
    over = true;
  });
  await Promise.resolve();
  expect(calls).toEqual([
    [
      { type: 'task.edit', payload: { id: 7, done: true } },
      { id: 'w1', widget: card },
    ],
  ]);
  expect(over).toBe(false);
  gate.open();
  await ran;
  expect(server.requests).toEqual([]);
});

test('a host that fails is told, the user too, and the control hears it', async () => {
  const onAction = () => Promise.reject(new Error('No'));
  const { run, session, trace } = await threadWithWidget({}, { widgets: { onAction } });
  await expect(run({ handler: 'client' })).rejects.toMatchObject({ code: 'handler' });
  expect(trace).toEqual(['error{handler}']);
  expect(session.store.get().notices).toMatchObject([{ sentence: { text: 'action_failed' } }]);
});

test('an action for a host that does not listen does nothing', async () => {
  const { run, trace } = await threadWithWidget({});
  await run({ handler: 'client' });
  expect(trace).toEqual([]);
});

test('a field that the payload has a value for is dropped, and the host is told', async () => {
  const { run, server, trace } = await threadWithWidget({
    'threads.sync_custom_action': () => json({}),
  });
  await run({ streaming: false }, { id: 'other', '__proto__.x': 'y' });
  expect(server.requests[0]?.params.action).toEqual(action);
  expect(trace).toEqual(['error{options}', 'error{options}']);
});

test.each([
  [401, 'problem_session'],
  [403, 'problem_forbidden'],
  [404, 'problem_gone'],
  [409, 'problem_busy'],
  [413, 'problem_too_large'],
  [422, 'problem_rejected'],
  [429, 'problem_limited'],
  [500, 'problem_failed'],
  [503, 'problem_unavailable'],
  [504, 'problem_timeout'],
])(
  'an action refused with %i says so in a notice, quick or not, and leaves the thread as it was',
  async (status, text) => {
    const refuse: Script = () => json({ code: 'turn_in_progress' }, status, { 'retry-after': '17' });
    const { run, session, trace } = await threadWithWidget({
      'threads.custom_action': refuse,
      'threads.sync_custom_action': refuse,
    });
    const { rows } = session.store.get();
    await expect(run()).rejects.toMatchObject({ status });
    expect(trace).toEqual(['response.start', 'error{http}', 'response.end']);
    await expect(run({ streaming: false })).rejects.toMatchObject({ status });
    expect(trace.at(-1)).toBe('error{http}');
    const state = session.store.get();
    expect(state.notices).toMatchObject([{ level: 'danger', sentence: { text } }]);
    expect(state.rows).toEqual(rows);
    expect(state.draft.text).toBe('');
  },
);

test('the words of the server that refuse an action are shown', async () => {
  const { run, session } = await threadWithWidget({
    'threads.custom_action': () => json({ code: 'thread_locked', detail: 'Locked by Ann' }, 409),
  });
  await expect(run()).rejects.toMatchObject({ status: 409 });
  expect(session.store.get().notices).toMatchObject([{ message: 'Locked by Ann' }]);
});

test('an error in the stream of an action offers no Retry: that would answer an older message again', async () => {
  const { run, session, trace } = await threadWithWidget({
    'threads.custom_action': () => [{ type: 'error', code: 'custom', message: 'No', allow_retry: true }],
  });
  await expect(run()).rejects.toMatchObject({ code: 'custom' });
  expect(trace).toEqual(['response.start', 'error{custom}', 'response.end']);
  expect(session.store.get().rows.at(-1)).toMatchObject({ problem: { kind: 'custom', retry: null } });
});

test('an action of the host names the item only when it is given', async () => {
  const { session, server } = await threadWithWidget({ 'threads.custom_action': () => [] });
  const extra = { type: 'refresh', payload: { all: true }, handler: 'server' };
  await sendCustomAction(session, extra);
  await sendCustomAction(session, { type: 'refresh' }, 'w1');
  expect(server.requests.map(({ params }) => params)).toEqual([
    { thread_id: 'thr_1', action: { type: 'refresh', payload: { all: true } } },
    { thread_id: 'thr_1', item_id: 'w1', action: { type: 'refresh' } },
  ]);
});

test('without a thread an action of the host is refused', async () => {
  const { session, trace } = testSession({});
  await expect(sendCustomAction(session, { type: 'refresh' })).rejects.toMatchObject({
    name: 'IntegrationError',
    message: 'ChatKit: sendCustomAction() ignored - there is no thread',
  });
  expect(trace).toEqual([]);
});
