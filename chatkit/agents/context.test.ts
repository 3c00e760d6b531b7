import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { settled } from '../testing/manual-timer.ts';
import { added, assistant, done, workflow } from '../testing/script.ts';
import { Card, Text } from '../widgets/index.ts';
import { createAgentContext } from './context.ts';
import { streamAgentResponse } from './events.ts';
import { called, delta, fedRun, hostedCall, responseDone, runOf } from './testing/fed-run.ts';
import { base, doneItems, kinds, testContext, testTurn, updates } from './testing/turn.ts';

const step = { type: 'custom', status_indicator: 'none', title: 'Step' } as const;
const hiddenItem = { type: 'hidden_context_item', id: 'h', ...base, content: 'x' } as const;

test('A16 an event of a tool is told while the run is silent, and the stream ends with the run', async () => {
  const context = testContext();
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  context.stream(added(assistant('a', 'thr_1')));
  expect((await events.next()).value).toMatchObject({ type: 'thread.item.added', item: { id: 'a' } });
  let ended: boolean | undefined;
  const second = events.next().then((step) => {
    ended = step.done;
  });
  await settled();
  expect(ended).toBeUndefined();
  run.end();
  await second;
  expect(ended).toBe(true);
});

test('A17 events of the run and of tools are told in the order in which they came', async () => {
  const context = testContext();
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  context.stream({ type: 'progress_update', text: 'first' });
  expect((await events.next()).value).toMatchObject({ text: 'first' });
  run.push(delta('Hello'));
  expect((await events.next()).value).toMatchObject({ type: 'thread.item.added' });
  context.stream({ type: 'progress_update', text: 'second' });
  run.end();
  const rest = await collect(events);
  expect(kinds(rest).slice(0, 3)).toEqual([
    'assistant_message.content_part.added',
    'assistant_message.content_part.text_delta',
    'progress_update',
  ]);
});

test('one event of the run is being read at a time, however much tools say meanwhile', async () => {
  const context = testContext();
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  for (const text of ['x', 'y', 'z']) {
    const next = events.next();
    await settled();
    context.stream({ type: 'progress_update', text });
    expect((await next).value).toMatchObject({ text });
  }
  run.end();
  await events.next();
  expect(run.mostReads).toBe(1);
});

test('a reader that leaves while the run is silent lets go of it and is not kept waiting', async () => {
  const context = testContext();
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  context.stream({ type: 'progress_update', text: 'x' });
  await events.next();
  context.stream({ type: 'progress_update', text: 'y' });
  const waiting = events.next();
  await waiting;
  await events.return();
  expect(run.isReturned).toBe(true);
  run.fail(new Error('too late to matter'));
  context.stream({ type: 'progress_update', text: 'z' });
  expect(context.state.outbox.shift()).toBeUndefined();
});

test('what tools said before the run failed is told before the failure', async () => {
  const context = testContext();
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  context.stream({ type: 'progress_update', text: 'x' });
  run.fail(new Error('broken'));
  expect((await events.next()).value).toMatchObject({ text: 'x' });
  await expect(events.next()).rejects.toThrow('broken');
});

test('U28 an event is told as it was when the tool said it', async () => {
  const context = testContext();
  const item = workflow('wf', 'thr_1');
  context.stream(done(item));
  item.workflow.tasks.push(step);
  const [first] = doneItems(await collect(streamAgentResponse(runOf(), { context })));
  expect(first).toMatchObject({ workflow: { tasks: [] } });
});

test('A04 a client tool is called last, with the call id of the function and an id of ours', async () => {
  const context = testContext();
  context.clientToolCall('get_selection');
  const run = runOf(called('call_123', 'get_selection', '{}'));
  const items = doneItems(await collect(streamAgentResponse(run, { context, toolTasks: false })));
  const call = { status: 'pending', call_id: 'call_123', name: 'get_selection', arguments: {} };
  expect(items).toEqual([{ type: 'client_tool_call', id: 'tool_call_1', ...base, ...call }]);
});

test('U29 a client tool call after a call that is no function gets a call id of its own', async () => {
  const context = testContext();
  context.clientToolCall('get_selection', { deep: true });
  const run = runOf(called('call_123', 'get_selection', '{}'), hostedCall());
  const items = doneItems(await collect(streamAgentResponse(run, { context, toolTasks: false })));
  expect(items).toMatchObject([{ id: 'tool_call_1', call_id: 'tool_call_1', arguments: { deep: true } }]);
});

test('a workflow that a client tool interrupts is stored as it is, and the next turn continues it', async () => {
  const context = testContext();
  context.clientToolCall('get_selection');
  const first = doneItems(
    await collect(streamAgentResponse(runOf(called('c', 'get_selection', '{}')), { context })),
  );
  expect(first.map(({ type }) => type)).toEqual(['workflow', 'client_tool_call']);
  expect(first[0]).not.toHaveProperty('workflow.summary');

  const next = testContext(first);
  const run = runOf(called('c2', 'add_task', '{}'), delta('Done.'), responseDone('Done.'));
  const events = await collect(streamAgentResponse(run, { context: next }));
  expect(events[0]).toMatchObject({
    item_id: first[0]?.id,
    update: { type: 'workflow.task.added', task_index: 1 },
  });
  expect(doneItems(events)[0]).toMatchObject({ id: first[0]?.id, workflow: { summary: { duration: 0 } } });
});

test('U27 a workflow behind anything else is not continued', () => {
  expect(testContext([workflow('wf', 'thr_1', [step])]).state.workflow?.item.id).toBe('wf');
  const behind = [workflow('wf', 'thr_1', [step]), assistant('a', 'thr_1', 'Hi')];
  expect(testContext(behind).state.workflow).toBeUndefined();
});

test('U27 a new visible item ends the open workflow; a hidden one and a client tool call do not', async () => {
  const context = testContext();
  context.addWorkflowTask(step);
  context.stream(done(hiddenItem));
  context.stream(done({ ...hiddenItem, type: 'sdk_hidden_context' }));
  expect(context.state.workflow).toBeDefined();
  context.stream(done(assistant('a', 'thr_1', 'Hi')));
  expect(context.state.workflow).toBeUndefined();
  expect(kinds(await collect(streamAgentResponse(runOf(), { context })))).toEqual([
    'thread.item.added workflow',
    'thread.item.done hidden_context_item',
    'thread.item.done sdk_hidden_context',
    'thread.item.done workflow',
    'thread.item.done assistant_message',
  ]);
});

test('U28 a custom workflow is announced with its first task; ended before, nobody hears of it', async () => {
  const context = testContext();
  context.startWorkflow();
  context.endWorkflow();
  context.startWorkflow({ summary: { title: 'Looking around' } });
  context.addWorkflowTask(step);
  context.addWorkflowTask(step);
  context.updateWorkflowTask({ ...step, title: 'Second' }, 1);
  context.endWorkflow({ expanded: true });
  const events = await collect(streamAgentResponse(runOf(), { context }));
  expect(kinds(events)).toEqual([
    'thread.item.added workflow',
    'workflow.task.added',
    'workflow.task.updated',
    'thread.item.done workflow',
  ]);
  expect(events[0]).toMatchObject({ item: { workflow: { tasks: [step] } } });
  expect(updates(events)).toMatchObject([{ task_index: 1 }, { task_index: 1, task: { title: 'Second' } }]);
  expect(doneItems(events)).toMatchObject([
    {
      workflow: { expanded: true, summary: { title: 'Looking around' }, tasks: [step, { title: 'Second' }] },
    },
  ]);
});

test('a second workflow ends the first, and telling of the open one again does not', async () => {
  const context = testContext();
  context.startWorkflow({ tasks: [step] });
  const first = context.state.workflow?.item;
  if (first) context.stream({ type: 'thread.item.replaced', item: first });
  if (first) context.stream(added(first));
  expect(context.state.workflow?.item).toBe(first);
  context.startWorkflow({ tasks: [step] });
  const ids = doneItems(await collect(streamAgentResponse(runOf(), { context }))).map(({ id }) => id);
  expect(ids).toEqual(['workflow_1', 'workflow_2']);
});

test.each([
  [1_400, 1],
  [-5_000, 0],
])('a workflow that took %d ms says %d whole seconds', async (ms, duration) => {
  const later = () => new Date(Date.parse(base.created_at) + ms);
  const context = createAgentContext(testTurn(), { now: later });
  context.addWorkflowTask(step);
  context.endWorkflow();
  const [item] = doneItems(await collect(streamAgentResponse(runOf(), { context })));
  expect(item).toMatchObject({ workflow: { summary: { duration } } });
});

test('U28 ending without a workflow does nothing; updating without one throws', () => {
  const context = testContext();
  context.endWorkflow();
  expect(() => context.updateWorkflowTask(step, 0)).toThrow('No workflow is open');
  context.addWorkflowTask(step);
  expect(() => context.updateWorkflowTask(step, 1)).toThrow(RangeError);
});

test('a workflow that a tool began and did not end is stored as it is', async () => {
  const context = testContext();
  context.addWorkflowTask(step);
  const [item] = doneItems(await collect(streamAgentResponse(runOf(), { context })));
  expect(item).toEqual({
    ...{ type: 'workflow', id: 'workflow_1', ...base },
    workflow: { type: 'custom', tasks: [step], expanded: false },
  });
});

test('A01 a ready widget is one done item, and a hosted tool says nothing', async () => {
  const context = testContext();
  const run = fedRun(hostedCall());
  const widget = Card({ children: [Text({ value: 'Hello, world!' })] });
  await context.streamWidget(widget, { copyText: 'Hello' });
  run.end();
  const events = await collect(streamAgentResponse(run, { context }));
  const item = { type: 'widget', id: 'message_1', ...base, widget, copy_text: 'Hello' };
  expect(events).toEqual([{ type: 'thread.item.done', item }]);
});

test('A02 a widget that grows is added, updated and done', async () => {
  const context = testContext();
  await context.streamWidget(states('', 'Hello, world'));
  const events = await collect(streamAgentResponse(runOf(), { context }));
  expect(kinds(events)).toEqual([
    'thread.item.added widget',
    'widget.streaming_text.value_delta',
    'thread.item.done widget',
  ]);
  expect(updates(events)).toMatchObject([{ component_id: 'text', delta: 'Hello, world' }]);
});

test('A03 a text that loses its id makes the whole widget new', async () => {
  const context = testContext();
  const second = Card({ children: [Text({ key: 'other text', value: 'World!', streaming: false })] });
  await context.streamWidget(
    (async function* () {
      yield Card({ children: [Text({ id: 'text', value: 'Hello!' })] });
      yield second;
    })(),
  );
  const events = await collect(streamAgentResponse(runOf(), { context }));
  expect(updates(events)).toEqual([{ type: 'widget.root.updated', widget: second }]);
  expect(doneItems(events)).toMatchObject([{ widget: second }]);
});

async function* states(...values: string[]) {
  for (const value of values) yield Card({ children: [Text({ id: 'text', value })] });
}
