import type { RunStreamEvent } from '@openai/agents';
import { expect, test } from 'vitest';
import { workflow } from '../testing/script.ts';
import { streamAgentResponse } from './events.ts';
import { called, runOf } from './testing/fed-run.ts';
import { itemAdded, message, raw } from './testing/raw-events.ts';
import { kinds, testContext } from './testing/turn.ts';

const thinking = (id: string) => itemAdded({ type: 'reasoning', id, summary: [] });
const at = (summary_index: number) => ({
  item_id: 'resp_1',
  summary_index,
  output_index: 0,
  sequence_number: 0,
});
const thinks = (index: number, delta: string) =>
  raw({ type: 'response.reasoning_summary_text.delta', ...at(index), delta });
const thought = (index: number, text: string) =>
  raw({ type: 'response.reasoning_summary_text.done', ...at(index), text });

/** Each event, and how many tasks the open workflow has when it is read. */
async function read(context: ReturnType<typeof testContext>, ...run: RunStreamEvent[]) {
  const seen = [];
  for await (const event of streamAgentResponse(runOf(...run), { context })) {
    seen.push({ event, tasks: context.state.workflow?.item.workflow.tasks.length });
  }
  return { events: seen.map(({ event }) => event), counts: seen.map(({ tasks }) => tasks) };
}

const update = (type: string, task_index: number, content: string) => ({
  item_id: 'workflow_1',
  update: { type: `workflow.task.${type}`, task_index, task: { type: 'thought', content } },
});

test('A27 the first thought is shown while it is written, the others when they are done', async () => {
  const { events, counts } = await read(
    testContext(),
    thinking('resp_1'),
    thinks(0, 'Think'),
    thinks(0, 'ing 1'),
    thought(0, 'Thinking 1'),
    thinks(1, 'Think'),
    thinks(1, 'ing 2'),
    thought(1, 'Thinking 2'),
  );
  expect(events).toMatchObject([
    { type: 'thread.item.added', item: { id: 'workflow_1', workflow: { type: 'reasoning', tasks: [] } } },
    update('added', 0, 'Think'),
    update('updated', 0, 'Thinking 1'),
    update('updated', 0, 'Thinking 1'),
    update('added', 1, 'Thinking 2'),
    { type: 'thread.item.done', item: { workflow: { tasks: [{}, {}], summary: { duration: 0 } } } },
  ]);
  expect(counts.slice(0, 5)).toEqual([0, 1, 1, 1, 2]);
});

test('a thought that begins while the first is written is not mixed into it', async () => {
  const { events } = await read(
    testContext(),
    ...[thinking('resp_1'), thinks(0, 'One'), thinks(1, 'Two'), thought(1, 'Two.'), thought(0, 'One.')],
  );
  expect(events.slice(1, -1)).toMatchObject([
    update('added', 0, 'One'),
    update('added', 1, 'Two.'),
    update('updated', 0, 'One.'),
  ]);
});

test('A28 a message that begins ends the reasoning, with the seconds it took', async () => {
  const context = testContext();
  const { events, counts } = await read(
    context,
    thinking('resp_1'),
    thought(0, 'Thinking 1'),
    itemAdded(message('m_1')),
  );
  expect(kinds(events).slice(0, 4)).toEqual([
    'thread.item.added workflow',
    'workflow.task.added',
    'thread.item.done workflow',
    'thread.item.added assistant_message',
  ]);
  expect(events[1]).toMatchObject(update('added', 0, 'Thinking 1'));
  expect(events[2]).toMatchObject({ item: { workflow: { summary: { duration: 0 }, expanded: false } } });
  expect(counts[2]).toBeUndefined();
});

test('A29 a summary that is there already is not overwritten', async () => {
  const item = workflow('wf_1', 'thr_1');
  const titled = { ...item, workflow: { ...item.workflow, summary: { title: 'Test' } } };
  const { events, counts } = await read(testContext([titled]), itemAdded(message('m_1')));
  expect(events[0]).toMatchObject({
    type: 'thread.item.done',
    item: { id: 'wf_1', workflow: { summary: { title: 'Test' } } },
  });
  expect(counts[0]).toBeUndefined();
});

test('thoughts between tool calls join their workflow, whole', async () => {
  const { events } = await read(
    testContext(),
    called('c', 'add_task', '{}'),
    thinking('resp_1'),
    thinks(0, 'Hm'),
    thought(0, 'Hmm'),
  );
  expect(kinds(events)).toEqual([
    'thread.item.added workflow',
    'workflow.task.added',
    'thread.item.done workflow',
  ]);
  expect(events[1]).toMatchObject(update('added', 1, 'Hmm'));
});
