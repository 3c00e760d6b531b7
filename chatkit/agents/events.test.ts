import {
  RunAgentUpdatedStreamEvent,
  RunHandoffCallItem,
  RunItemStreamEvent,
  type RunStreamEvent,
} from '@openai/agents';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpdate } from '../protocol/apply-update.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem } from '../protocol/items.ts';
import { streamAgentResponse } from './events.ts';
import type { AgentHooks } from './options.ts';
import { agent, called, delta, output, responseDone, runOf } from './testing/fed-run.ts';
import { doneItems, kinds } from './testing/turn.ts';

async function collect(events: RunStreamEvent[], options: AgentHooks = {}) {
  let drawn = 0;
  const seen: ThreadStreamEvent[] = [];
  const stream = streamAgentResponse(runOf(...events), {
    threadId: 'thr_1',
    newItemId: (kind) => `${kind}_${++drawn}`,
    now: () => new Date('2026-01-02T03:04:05Z'),
    ...options,
  });
  for await (const event of stream) seen.push(event);
  return seen;
}

test('text arrives as one message: added, part, a delta for each piece, part done, item done', async () => {
  const events = await collect([delta('Hel'), delta('lo'), responseDone('Hello')]);
  expect(kinds(events)).toEqual([
    'thread.item.added assistant_message',
    'assistant_message.content_part.added',
    'assistant_message.content_part.text_delta',
    'assistant_message.content_part.text_delta',
    'assistant_message.content_part.done',
    'thread.item.done assistant_message',
  ]);
  expect(doneItems(events)).toEqual([
    {
      type: 'assistant_message',
      id: 'message_1',
      thread_id: 'thr_1',
      created_at: '2026-01-02T03:04:05.000Z',
      content: [{ type: 'output_text', text: 'Hello', annotations: [] }],
    },
  ]);
});

test('every message gets an id of ours, also when the model repeats one constant id', async () => {
  const turn = [delta('a', '__fake_id__'), responseDone('a')];
  const ids = doneItems(await collect([...turn, ...turn, ...turn])).map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(ids).not.toContain('__fake_id__');
});

test('a second message of one response begins when the model names another id', async () => {
  const events = await collect([delta('one', 'm1'), delta('two', 'm2'), responseDone('one', 'two')]);
  expect(doneItems(events)).toMatchObject([{ content: [{ text: 'one' }] }, { content: [{ text: 'two' }] }]);
});

test('each response counts its own messages', async () => {
  const events = await collect([delta('one'), responseDone('one'), responseDone('two')]);
  expect(doneItems(events)).toMatchObject([{ content: [{ text: 'one' }] }, { content: [{ text: 'two' }] }]);
});

test('a message that came without deltas is told whole', async () => {
  const events = await collect([responseDone('I cannot do that.')]);
  expect(doneItems(events)).toMatchObject([{ content: [{ text: 'I cannot do that.' }] }]);
});

test('a tool call is loading when it starts and complete with arguments and result when it ends', async () => {
  const events = await collect([
    called('c1', 'add_task', '{"title":"Meeting prep"}'),
    output('c1', 'add_task', '{"task_id":"7","status":"created"}'),
    delta('Added.'),
    responseDone('Added.'),
  ]);
  expect(kinds(events).slice(0, 4)).toEqual([
    'thread.item.added workflow',
    'workflow.task.updated',
    'thread.item.done workflow',
    'thread.item.added assistant_message',
  ]);
  expect(events[0]).toMatchObject({
    item: { workflow: { tasks: [{ title: 'Add task', status_indicator: 'loading' }] } },
  });
  expect(doneItems(events)[0]).toMatchObject({
    workflow: {
      type: 'custom',
      expanded: true,
      summary: { duration: 0 },
      tasks: [{ title: 'Add task', status_indicator: 'complete' }],
    },
  });
  const [workflow] = doneItems(events);
  expect(JSON.stringify(workflow)).toContain('Meeting prep');
  expect(JSON.stringify(workflow)).toContain('created');
});

test('calls of one turn share one workflow until the assistant speaks', async () => {
  const events = await collect([
    called('c1', 'add_task', '{}'),
    called('c2', 'list_tasks', '{}'),
    output('c2', 'list_tasks', '[]'),
    output('c1', 'add_task', '{}'),
    delta('Done.'),
    responseDone('Done.'),
    called('c3', 'list_tasks', '{}'),
    output('c3', 'list_tasks', '[]'),
  ]);
  const workflows = doneItems(events).filter((item) => item.type === 'workflow');
  expect(workflows.map(({ workflow }) => workflow.tasks.map((task) => task.title))).toEqual([
    ['Add task', 'List tasks'],
    ['List tasks'],
  ]);
});

test('a failed call is complete with the word in its title and an icon', async () => {
  const events = await collect([
    called('c1', 'delete_task', '{"task_id":"9"}'),
    output('c1', 'delete_task', {
      type: 'text',
      text: '{"error":"Task not found or access denied","code":"not_found"}',
    }),
  ]);
  expect(doneItems(events)).toMatchObject([
    {
      workflow: {
        tasks: [{ title: 'Delete task failed', icon: 'lucide:circle-alert', status_indicator: 'complete' }],
      },
    },
  ]);
});

test('what onToolCall returns follows the update of its task, with the plain values of the call', async () => {
  const calls: unknown[] = [];
  const events = await collect(
    [called('c1', 'add_task', '{"title":"x"}'), output('c1', 'add_task', '{"task_id":"7"}')],
    {
      onToolCall: (call) => {
        calls.push(call);
        return [{ type: 'client_effect', name: 'tasks.changed', data: { ids: ['7'] } }];
      },
    },
  );
  expect(kinds(events)).toEqual([
    'thread.item.added workflow',
    'workflow.task.updated',
    'client_effect',
    'thread.item.done workflow',
  ]);
  expect(calls).toEqual([
    {
      tool: 'add_task',
      arguments: { title: 'x' },
      result: { task_id: '7' },
      failed: false,
      itemId: 'workflow_1',
    },
  ]);
});

test('a result that comes after the assistant spoke is told by storing its workflow again', async () => {
  const events = await collect([
    called('c1', 'add_task', '{}'),
    delta('Wait.'),
    output('c1', 'add_task', '"x"'),
  ]);
  const replaced = events.find((event) => event.type === 'thread.item.replaced');
  expect(replaced).toMatchObject({
    item: { id: 'workflow_1', workflow: { tasks: [{ title: 'Add task', status_indicator: 'complete' }] } },
  });
});

test('without tool tasks a call is told to nobody', async () => {
  const calls = [called('c1', 'add_task', '{}'), output('c1', 'add_task', '{}')];
  const onToolCall = () => [{ type: 'progress_update', text: 'never' } as const];
  expect(await collect(calls, { toolTasks: false, onToolCall })).toEqual([]);
});

test('a handoff to another agent neither ends nor shows in the stream', async () => {
  const rawItem = { type: 'function_call', callId: 'h', name: 'transfer', arguments: '{}' } as const;
  const events = await collect([
    delta('one', 'm1'),
    responseDone('one'),
    new RunItemStreamEvent('handoff_requested', new RunHandoffCallItem(rawItem, agent)),
    new RunAgentUpdatedStreamEvent(agent),
    delta('two', 'm2'),
    responseDone('two'),
  ]);
  expect(doneItems(events)).toMatchObject([{ content: [{ text: 'one' }] }, { content: [{ text: 'two' }] }]);
});

test('arguments that the model left out under a strict schema are not shown', async () => {
  const events = await collect([called('c1', 'add_task', '{"title":"x","description":null}')]);
  expect(JSON.stringify(events[0])).not.toContain('description');
});

test('backticks in a title cannot end the code block that shows it', async () => {
  const events = await collect([called('c1', 'add_task', JSON.stringify({ title: '```\n# Not a heading' }))]);
  expect(JSON.stringify(events[0])).toContain('````json');
});

test('folding the streamed updates of any run gives the items that are done', async () => {
  const piece = fc.oneof(
    fc.string({ minLength: 1, maxLength: 5 }).map((text) => [delta(text)]),
    fc.constant([responseDone()]),
    fc.nat(3).map((n) => [called(`c${n}`, 'add_task', '{}')]),
    fc.nat(3).map((n) => [output(`c${n}`, 'add_task', '{"task_id":"1"}')]),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const folded = new Map<string, ThreadItem>();
      for (const event of await collect(pieces.flat())) {
        if (event.type === 'thread.item.added') folded.set(event.item.id, event.item);
        if (event.type === 'thread.item.updated') {
          const item = folded.get(event.item_id);
          expect(item).toBeDefined();
          if (item) folded.set(event.item_id, applyUpdate(item, event.update));
        }
        if (event.type === 'thread.item.replaced') folded.set(event.item.id, event.item);
        if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
          expect(folded.get(event.item.id)).toEqual(event.item);
        }
        if (event.type === 'thread.item.done' && event.item.type === 'workflow') {
          const open = folded.get(event.item.id);
          expect(open?.type === 'workflow' && open.workflow.tasks).toEqual(event.item.workflow.tasks);
        }
      }
    }),
  );
});
