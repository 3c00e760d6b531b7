import { Agent, OpenAIChatCompletionsModel, Runner } from '@openai/agents';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { aTask } from '#dev/factories.ts';
import { type McpTools, McpUnavailableError, TurnLimitError } from './mcp-client.ts';
import { answering, someTools, status } from './testing/tools.ts';

/** An agent whose model calls these tools in its first answer and says "Done" in its second. */
function anAgent(tools: McpTools, ...calls: [string, object][]) {
  const bodies: { tools?: unknown[]; messages: { role: string; content: unknown }[] }[] = [];
  const client = new OpenAI({
    apiKey: 'local',
    maxRetries: 0,
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      const tool_calls = calls.map(([name, args], i) => ({
        ...{ id: `call_${i}`, type: 'function', function: { name, arguments: JSON.stringify(args) } },
      }));
      const message = bodies.length === 1 ? { content: null, tool_calls } : { content: 'Done' };
      const choice = { index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' };
      return Response.json({ id: 'c', object: 'chat.completion', created: 0, model: 'm', choices: [choice] });
    },
  });
  const agent = new Agent({
    name: 'test',
    model: new OpenAIChatCompletionsModel(client, 'm'),
    mcpServers: [tools],
    mcpConfig: { convertSchemasToStrict: true },
  });
  const runner = new Runner({ tracingDisabled: true });
  return { bodies, run: () => runner.run(agent, 'Go on') };
}

test('the agent sees strict schemas without a user, and reads the structured result', async () => {
  const { tools, user } = await someTools();
  await aTask(user, { title: 'Buy milk' });
  await tools.listTools();
  const { bodies, run } = anAgent(tools, [
    'list_tasks',
    { status: 'all', search: null, limit: null, cursor: null },
  ]);
  expect((await run()).finalOutput).toBe('Done');
  expect(bodies[0]?.tools).toHaveLength(5);
  for (const tool of bodies[0]?.tools ?? []) {
    expect(tool).toMatchObject({ function: { strict: true, parameters: { additionalProperties: false } } });
  }
  expect(JSON.stringify(bodies[0]?.tools)).not.toContain('user_id');
  const told = bodies[1]?.messages.find(({ role }) => role === 'tool');
  expect(JSON.stringify(told)).toContain('total');
  expect(JSON.stringify(told)).toContain('Buy milk');
  expect(tools.requests).toBe(1);
});

test('a run ends with the typed error where the SDK alone would tell the model to try again', async () => {
  await (await someTools()).tools.listTools();
  const down = await someTools({ fetch: answering(status(401)) });
  const failed = anAgent(down.tools, ['add_task', { title: 'x', description: null }]);
  await expect(failed.run()).rejects.toMatchObject({ error: expect.any(McpUnavailableError) });
  expect(failed.bodies).toHaveLength(1);

  const spent = await someTools({ limits: { calls: 30, changes: 0 } });
  const stopped = anAgent(spent.tools, ['add_task', { title: 'x', description: null }]);
  await expect(stopped.run()).rejects.toMatchObject({ error: expect.any(TurnLimitError) });
  expect(spent.tools.requests).toBe(0);
});
