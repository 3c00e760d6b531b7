// The tools as the product publishes them, through the agent SDK's own conversion to strict schemas.
import { Agent, type MCPServer, OpenAIProvider, Runner } from '@openai/agents';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TASK_TOOLS } from '#core/tools/task-tools.ts';
import { PretendList } from './rules/pretend-list.ts';
import { type ModelServer, startModel } from './server.ts';

let model: ModelServer;
beforeAll(async () => {
  model = await startModel({ port: 0, deltaMs: 0 });
});
afterAll(() => model.close());

type Made = { name: string; args: Record<string, unknown> };

function mcpServer(list: PretendList, made: Made[]): MCPServer {
  return {
    name: 'tasks',
    cacheToolsList: false,
    async connect() {},
    async close() {},
    async invalidateToolsCache() {},
    async listTools() {
      return TASK_TOOLS.map(({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema: inputSchema as Awaited<ReturnType<MCPServer['listTools']>>[number]['inputSchema'],
      }));
    },
    async callTool(name, args) {
      made.push({ name, args: args ?? {} });
      return [{ type: 'text', text: JSON.stringify(list.run({ name, arguments: args ?? {} })) }];
    },
  };
}

test.each(['responses', 'chat_completions'])(
  'over %s each published tool is called with arguments of its schema',
  async (api) => {
    const list = new PretendList(['Buy groceries', 'Pay bills', 'x Call mom']);
    const made: Made[] = [];
    const agent = new Agent({
      name: 'Tasks',
      model: 'local',
      mcpServers: [mcpServer(list, made)],
      mcpConfig: { convertSchemasToStrict: true },
    });
    const openAIClient = new OpenAI({ apiKey: 'local', baseURL: model.url, maxRetries: 0 });
    const modelProvider = new OpenAIProvider({ openAIClient, useResponses: api === 'responses' });
    const request =
      'add call Tom, mark task 1 as done, rename task 2 to Pay rent, delete the mom task and show me what is left';
    const run = await new Runner({ modelProvider, tracingDisabled: true }).run(agent, request, {
      stream: true,
    });
    await run.completed;
    expect(made).toEqual([
      { name: 'add_task', args: { title: 'Call Tom' } },
      { name: 'complete_task', args: { task_id: '1', completed: true } },
      { name: 'update_task', args: { task_id: '2', title: 'Pay rent' } },
      { name: 'list_tasks', args: { status: 'all' } },
      { name: 'delete_task', args: { task_id: expect.any(String) } },
      { name: 'list_tasks', args: { status: 'pending' } },
    ]);
    expect(run.finalOutput).toContain('1. **Call Tom** (#4)\n2. **Pay rent** (#2)');
  },
);
