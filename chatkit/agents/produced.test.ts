import {
  InputGuardrailTripwireTriggered,
  OutputGuardrailTripwireTriggered,
  ToolInputGuardrailTripwireTriggered,
} from '@openai/agents';
import { expect, test } from 'vitest';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { added, assistant, done, workflow } from '../testing/script.ts';
import { Card } from '../widgets/index.ts';
import { streamAgentResponse } from './events.ts';
import { isTripwire } from './produced.ts';
import { agent, called, fedRun } from './testing/fed-run.ts';
import { itemAdded, message } from './testing/raw-events.ts';
import { base, testContext } from './testing/turn.ts';

const tripped = { tripwireTriggered: true, outputInfo: null };
const input = new InputGuardrailTripwireTriggered('no', {
  guardrail: { type: 'input', name: 'g' },
  output: tripped,
});
const output = new OutputGuardrailTripwireTriggered('no', {
  ...{ guardrail: { type: 'output', name: 'g' }, agentOutput: '', agent, output: tripped },
});

test.each([
  ['input', input],
  ['output', output],
])('A22 a tripped guardrail of the %s takes back all that this run showed, then fails', async (_, error) => {
  const context = testContext();
  const run = fedRun(itemAdded(message('1')));
  const events = streamAgentResponse(run, { context });
  const first = [(await events.next()).value];
  context.stream(added(assistant('2', 'thr_1')));
  context.stream(done({ type: 'widget', id: '3', ...base, widget: Card({}) }));
  first.push((await events.next()).value, (await events.next()).value);
  expect(first).toMatchObject([{ item: { id: 'message_1' } }, { item: { id: '2' } }, { item: { id: '3' } }]);
  run.fail(error);
  const rest: ThreadStreamEvent[] = [];
  const reading = (async () => {
    for await (const event of events) rest.push(event);
  })();
  await expect(reading).rejects.toBe(error);
  expect(rest).toEqual(['message_1', '2', '3'].map((item_id) => ({ type: 'thread.item.removed', item_id })));
});

test('U29 what nobody has read when a guardrail trips is dropped, and what was there before stays', async () => {
  const context = testContext([workflow('earlier', 'thr_1')]);
  const run = fedRun(called('c', 'add_task', '{}'));
  const events = streamAgentResponse(run, { context });
  expect((await events.next()).value).toMatchObject({ item_id: 'earlier' });
  run.fail(input);
  const failing = events.next();
  context.stream(done(assistant('unread', 'thr_1', 'Hi')));
  await expect(failing).rejects.toBe(input);
});

test('a workflow of an earlier turn and what tools removed themselves are not removed', async () => {
  const context = testContext([workflow('earlier', 'thr_1')]);
  context.stream(done(assistant('gone', 'thr_1', 'Hi')));
  context.stream({ type: 'thread.item.removed', item_id: 'gone' });
  context.stream(done(assistant('kept', 'thr_1', 'Hi')));
  const run = fedRun();
  const events = streamAgentResponse(run, { context });
  const seen = [];
  for (let read = 0; read < 4; read++) seen.push((await events.next()).value);
  expect(seen[0]).toMatchObject({ type: 'thread.item.done', item: { id: 'earlier' } });
  run.fail(input);
  expect((await events.next()).value).toEqual({ type: 'thread.item.removed', item_id: 'kept' });
  await expect(events.next()).rejects.toBe(input);
});

test('any other failure takes nothing back', async () => {
  const run = fedRun(itemAdded(message('1')));
  const events = streamAgentResponse(run, { context: testContext() });
  await events.next();
  run.fail(new Error('broken'));
  await expect(events.next()).rejects.toThrow('broken');
});

test('only guardrails of input and output are tripwires, whatever a bundler made of the names', () => {
  class a extends Error {
    readonly result = input.result;
  }
  expect([input, output, new a()].map(isTripwire)).toEqual([true, true, true]);
  const tool = new ToolInputGuardrailTripwireTriggered('no', {
    guardrail: { type: 'tool_input', name: 'g' },
    output: { behavior: { type: 'throwException' }, outputInfo: null },
  });
  expect([tool, new Error('x'), 'x', undefined].map(isTripwire)).toEqual([false, false, false, false]);
});
