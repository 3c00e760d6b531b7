import {
  Agent,
  type AgentInputItem,
  OpenAIProvider,
  type RunContext,
  Runner,
  type RunStreamEvent,
  tool,
} from '@openai/agents';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { call, constantIds, fail, type Step, say, script, think } from '#dev/model/script-client.ts';
import { type ModelServer, startModel } from '#dev/model/server.ts';
import { createChatKitServer } from '../index.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { asStream, collect, textOf } from '../testing/collect.ts';
import { GroupedMemoryStore } from '../testing/memory-store.ts';
import { add, create } from '../testing/script.ts';
import { Card, Text } from '../widgets/index.ts';
import { type AgentContext, createAgentContext } from './context.ts';
import { streamAgentResponse } from './events.ts';
import { toModelInput } from './input.ts';
import { doneItems, kinds, testContext } from './testing/turn.ts';

let model: ModelServer;
beforeAll(async () => {
  model = await startModel({ port: 0, deltaMs: 0 });
});
afterAll(() => model.close());

type Api = 'responses' | 'chat_completions';
type ToolContext = RunContext<AgentContext<unknown>> | undefined;

const addTask = tool({
  name: 'add_task',
  description: 'Adds a task',
  parameters: z.object({ title: z.string() }),
  execute: ({ title }) => JSON.stringify({ task_id: '7', title }),
});

const showTask = tool({
  name: 'show_task',
  description: 'Shows a task',
  parameters: z.object({ title: z.string() }),
  async execute({ title }, run: ToolContext) {
    await run?.context.streamWidget(
      (async function* () {
        yield Card({ children: [Text({ id: 'title', value: '' })] });
        yield Card({ children: [Text({ id: 'title', value: title })] });
      })(),
    );
    return 'shown';
  },
});

const readSelection = tool({
  name: 'read_selection',
  description: 'Asks the page for what is selected',
  parameters: z.object({}),
  execute(_, run: ToolContext) {
    run?.context.clientToolCall('get_selection');
    return 'asked';
  },
});

const refuseAll = {
  name: 'refuse all',
  execute: async () => ({ tripwireTriggered: true, outputInfo: null }),
};

type Traits = { specialist?: boolean; guarded?: boolean };

async function start(
  api: Api,
  input: AgentInputItem[],
  context: AgentContext<unknown>,
  { specialist = false, guarded = false }: Traits = {},
): Promise<AsyncIterable<RunStreamEvent>> {
  const openAIClient = new OpenAI({ apiKey: 'local', baseURL: model.url, maxRetries: 0, logLevel: 'off' });
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses: api === 'responses' });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const agent = new Agent<AgentContext<unknown>>({
    name: 'Tasks',
    model: 'local',
    tools: [addTask, showTask, readSelection],
    toolUseBehavior: { stopAtToolNames: ['read_selection'] },
    handoffs: specialist ? [new Agent({ name: 'Specialist', model: 'local' })] : [],
    outputGuardrails: guarded ? [refuseAll] : [],
  });
  return runner.run(agent, input, { stream: true, context });
}

async function play(api: Api, steps: Step[], traits?: Traits) {
  const { mark } = await script(model.url, steps);
  const context = testContext();
  const input: AgentInputItem[] = [{ role: 'user', content: `go ${mark}` }];
  return streamAgentResponse(await start(api, input, context, traits), { context });
}

describe.each<Api>(['responses', 'chat_completions'])('over %s', (api) => {
  test('text, a call and text again are message, workflow, message, each piece told once', async () => {
    const steps = [
      [say('One', ' moment.'), call('add_task', { title: 'Milk' })],
      [say('Added', ' **Milk**.')],
    ];
    const events = await collect(await play(api, steps));
    expect(kinds(events)).toEqual([
      'thread.item.added assistant_message',
      'assistant_message.content_part.added',
      'assistant_message.content_part.text_delta',
      'assistant_message.content_part.text_delta',
      'assistant_message.content_part.done',
      'thread.item.done assistant_message',
      'thread.item.added workflow',
      'workflow.task.updated',
      'thread.item.done workflow',
      'thread.item.added assistant_message',
      'assistant_message.content_part.added',
      'assistant_message.content_part.text_delta',
      'assistant_message.content_part.text_delta',
      'assistant_message.content_part.done',
      'thread.item.done assistant_message',
    ]);
    expect(doneItems(events).map(textOf)).toEqual(['One moment.', '', 'Added **Milk**.']);
  });

  test('items have ids of their own although the model has one for everything', async () => {
    const steps = [
      [constantIds(), say('One'), call('add_task', { title: 'A' })],
      [constantIds(), say('Two')],
    ];
    const items = doneItems(await collect(await play(api, steps)));
    expect(items.map(({ id }) => id)).toEqual(['message_1', 'workflow_2', 'message_3']);
  });

  test('a widget of a tool appears while the tool runs, and its call is completed behind it', async () => {
    const steps = [[call('show_task', { title: 'Milk' })], [say('There.')]];
    const events = await collect(await play(api, steps));
    expect(kinds(events).slice(0, 6)).toEqual([
      'thread.item.added workflow',
      'thread.item.done workflow',
      'thread.item.added widget',
      'widget.streaming_text.value_delta',
      'thread.item.done widget',
      'thread.item.replaced workflow',
    ]);
    expect(JSON.stringify(events[5])).toContain('"status_indicator":"complete"');
  });

  test('a client tool ends the run, with the call id of the model', async () => {
    const steps = [[call('read_selection', {}, 'call_123')]];
    const items = doneItems(await collect(await play(api, steps)));
    expect(items).toMatchObject([
      { type: 'workflow', workflow: { tasks: [{ status_indicator: 'complete' }] } },
      { type: 'client_tool_call', name: 'get_selection', call_id: 'call_123', status: 'pending' },
    ]);
  });

  test('a handoff goes on in the same stream', async () => {
    const steps = [[call('transfer_to_Specialist', {})], [say('Specially.')]];
    const items = doneItems(await collect(await play(api, steps, { specialist: true })));
    expect(items.map(textOf)).toEqual(['Specially.']);
  });

  test('a guardrail of the answer takes back the call and the text', async () => {
    const steps = [[call('add_task', { title: 'A' })], [say('Secret')]];
    const seen: ThreadStreamEvent[] = [];
    const reading = (async () => {
      for await (const event of await play(api, steps, { guarded: true })) seen.push(event);
    })();
    await expect(reading).rejects.toThrow(/guardrail/i);
    expect(seen.slice(-2)).toEqual([
      { type: 'thread.item.removed', item_id: 'workflow_1' },
      { type: 'thread.item.removed', item_id: 'message_2' },
    ]);
  });

  test('a model that fails in the middle fails the stream after what it said', async () => {
    const seen: ThreadStreamEvent[] = [];
    const reading = (async () => {
      for await (const event of await play(api, [[say('Half'), fail('Broken inside')]])) seen.push(event);
    })();
    await expect(reading).rejects.toThrow(/failed|Broken inside/i);
    expect(JSON.stringify(seen)).toContain('Half');
  });

  test('a server answers a thread, and its history makes the next turn understand "it"', async () => {
    const server = createChatKitServer<{ user_id: string }>({
      store: new GroupedMemoryStore(({ user_id }) => user_id),
      async *respond(turn) {
        const context = createAgentContext(turn);
        const run = await start(api, toModelInput(turn.history), context);
        yield* streamAgentResponse(run, { context });
      },
    });
    const user = { user_id: crypto.randomUUID() };
    const ask = async (body: unknown) => collect(asStream(await server.process(body, user)).events);
    const { mark } = await script(model.url, [[call('add_task', { title: 'Stamps' })], [say('Added.')]]);
    const first = await ask(create(`Add a task to buy stamps ${mark}`));
    const threadId = 'thread' in (first[0] ?? {}) ? Object(first[0]).thread.id : '';
    const again = await script(model.url, [[say('Still there.')]]);
    const second = await ask(add(threadId, `Is it there? ${again.mark}`));
    expect(textOf(doneItems(second).at(-1))).toBe('Still there.');
    const [request] = await again.requests();
    const sent = JSON.stringify(request?.body);
    expect(sent).toContain('This step was carried out and shown to the user as done: Add task');
    expect(sent).toContain('Added.');
  });
});

test('over responses, what the model thinks is a workflow that its answer ends', async () => {
  const events = await collect(await play('responses', [[think('Let me', ' see.'), say('Seen.')]]));
  expect(kinds(events).slice(0, 5)).toEqual([
    'thread.item.added workflow',
    'workflow.task.added',
    'workflow.task.updated',
    'workflow.task.updated',
    'thread.item.done workflow',
  ]);
  expect(doneItems(events)[0]).toMatchObject({
    workflow: { type: 'reasoning', tasks: [{ type: 'thought', content: 'Let me see.' }] },
  });
});
