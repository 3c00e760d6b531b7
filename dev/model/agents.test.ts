import { Agent, type AgentInputItem, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { PretendList } from './rules/pretend-list.ts';
import { call, constantIds, cut, fail, refuse, say, script, sendRaw, think } from './script-client.ts';
import { type ModelServer, startModel } from './server.ts';

let model: ModelServer;
beforeAll(async () => {
  model = await startModel({ port: 0, deltaMs: 0 });
});
afterAll(() => model.close());

const taskId = z.union([z.string(), z.int()]).describe('Id or number of the task, from list_tasks');
const PARAMETERS = {
  add_task: z.strictObject({ title: z.string(), description: z.string().nullable() }),
  list_tasks: z.strictObject({
    status: z.enum(['all', 'pending', 'completed']).nullable(),
    search: z.string().nullable(),
  }),
  complete_task: z.strictObject({ task_id: taskId, completed: z.boolean().nullable() }),
  delete_task: z.strictObject({ task_id: taskId }),
  update_task: z.strictObject({
    task_id: taskId,
    title: z.string().nullable(),
    description: z.string().nullable(),
  }),
};

/** Runs one turn of the real agent SDK, streamed, against the model server. */
async function turn(input: string | AgentInputItem[], list: PretendList, api: Api) {
  const called: string[] = [];
  const tools = Object.entries(PARAMETERS).map(([name, parameters]) =>
    tool({
      name,
      description: name,
      parameters,
      strict: true,
      async execute(args: Record<string, unknown>) {
        called.push(name);
        return JSON.stringify(list.run({ name, arguments: args }));
      },
    }),
  );
  const openAIClient = new OpenAI({ apiKey: 'local', baseURL: model.url, maxRetries: 0, logLevel: 'off' });
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses: api === 'responses' });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const agent = new Agent({ name: 'Tasks', instructions: 'Help.', model: 'local', tools });
  const run = await runner.run(agent, input, { stream: true, maxTurns: 10 });
  const deltas: string[] = [];
  for await (const event of run) {
    if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta')
      deltas.push(event.data.delta);
  }
  await run.completed;
  return { answer: run.finalOutput ?? '', deltas, called, history: run.history, usage: run.state.usage };
}

type Api = 'responses' | 'chat_completions';

describe.each<Api>(['responses', 'chat_completions'])('over %s', (api) => {
  test('a streamed run of the agent SDK calls several tools in order and says their results word by word', async () => {
    const list = new PretendList(['Buy groceries', 'Pay bills']);
    const request = "Add a meeting prep task, mark my grocery task as done, and show me what's left";
    const { answer, deltas, called, usage } = await turn(request, list, api);
    expect(called).toEqual(['add_task', 'list_tasks', 'complete_task', 'list_tasks']);
    expect(answer).toContain('Added **Meeting prep**');
    expect(answer).toContain('Marked **Buy groceries** (#1) as done.');
    expect(answer).toContain('1. **Meeting prep** (#3)\n2. **Pay bills** (#2)');
    expect(deltas.join('')).toBe(answer);
    expect(deltas.length).toBeGreaterThan(10);
    expect(list.tasks.map((task) => task.is_completed)).toEqual([true, false, false]);
    expect(usage.requests).toBe(5);
    expect(usage.inputTokens).toBeGreaterThan(0);
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  test('one reply can hold several tool calls', async () => {
    const list = new PretendList();
    const { answer, called, usage } = await turn(
      'Add three tasks: buy milk, call mom, and clean the house',
      list,
      api,
    );
    expect(called).toEqual(['add_task', 'add_task', 'add_task']);
    expect(list.tasks.map((task) => task.title)).toEqual(['Buy milk', 'Call mom', 'Clean the house']);
    expect(answer).toBe('Added **Buy milk** (#1), **Call mom** (#2) and **Clean the house** (#3).');
    expect(usage.requests).toBe(2);
  });

  test('a second turn over the history of the first knows what "it" is', async () => {
    const list = new PretendList(['Pay bills']);
    const first = await turn('Add a task to buy stamps', list, api);
    const second = await turn([...first.history, { role: 'user', content: 'mark it as done' }], list, api);
    expect(second.called).toEqual(['complete_task']);
    expect(list.tasks.map((task) => [task.title, task.is_completed])).toEqual([
      ['Pay bills', false],
      ['Buy stamps', true],
    ]);
  });

  test('a script with one id for everything still gives text and calls', async () => {
    const list = new PretendList();
    const steps = [
      [
        constantIds(),
        think('Let me', ' see.'),
        call('add_task', { title: 'A', description: null }),
        call('list_tasks', { status: null, search: null }),
      ],
      [constantIds(), say('All', ' set.')],
    ];
    const { mark, requests } = await script(model.url, steps);
    const { answer, called } = await turn(`go ${mark}`, list, api);
    expect(answer).toBe('All set.');
    expect(called).toEqual(['add_task', 'list_tasks']);
    expect((await requests()).map(({ state, deltas }) => [state, deltas])).toEqual([
      ['answered', 4],
      ['answered', 2],
    ]);
  });

  test.each<[string, ModelScriptSteps, RegExp]>([
    ['a cut connection', [[say('Half'), cut()]], /terminated|closed|aborted|connection/i],
    ['an event that is no JSON', [[say('Half'), sendRaw()]], /malformed|JSON/i],
    ['a failed response', [[say('Half'), fail('Broken inside')]], /failed|Broken inside/i],
    ['a refusal before the answer', [[refuse(503, { message: 'Out to lunch' })]], /503 Out to lunch/],
  ])('the SDK reports %s as an error', async (_, steps, message) => {
    const { mark } = await script(model.url, steps);
    await expect(turn(`go ${mark}`, new PretendList(), api)).rejects.toThrow(message);
  });
});

type ModelScriptSteps = Parameters<typeof script>[1];
