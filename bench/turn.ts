// What a turn with one tool call costs in requests: to the database, to the MCP Worker, to the model. Beside it
// the same turn in a cold isolate, which lists the tools once, and what the list of tools costs a model.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { TASK_TOOLS } from '#core/tools/task-tools.ts';
import { createThread, post, type Stack, startStack } from './stack.ts';

export async function bench(): Promise<void> {
  const stack = await startStack();
  try {
    const token = await stack.signUp();
    const cold = await countTurn(stack, token, "Add a task called 'Meeting prep'");
    const warm = await countTurn(stack, token, "Add a task called 'Buy milk'");
    const talk = await countTurn(stack, token, 'What can you do?');
    console.log('requests of one turn           API→database  MCP→database  MCP  model');
    print('no tool call', talk);
    print('one tool call, cold isolate', cold);
    print('one tool call', warm);
    console.log(`tools/list costs a model ${tokensOfTools()} tokens (o200k_base)`);
  } finally {
    await stack.close();
  }
}

/** Of the list as the MCP Worker serves it; a test there holds the two equal. */
function tokensOfTools(): number {
  const tools = TASK_TOOLS.map(({ name, title, description, inputSchema, outputSchema, hints }) => ({
    ...{ name, title, description, inputSchema, outputSchema, annotations: hints },
  }));
  return encode(JSON.stringify({ tools })).length;
}

type Counts = { api: number; mcpDatabase: number; mcp: number; model: number };

async function countTurn(stack: Stack, token: string, text: string): Promise<Counts> {
  await take(stack);
  const response = await post(stack.api, '/api/chatkit', createThread(text), token);
  const stream = await response.text();
  if (!stream.includes('"assistant_message"')) throw new Error(`The turn has no answer: ${stream}`);
  return take(stack);
}

async function take(stack: Stack): Promise<Counts> {
  const mcp = (await (await stack.probe.fetch('http://bench.test/mcp-requests')).json()) as number;
  return {
    api: stack.apiDatabase.take().length,
    mcpDatabase: stack.mcpDatabase.take().length,
    mcp,
    model: stack.model.take().length,
  };
}

function print(name: string, { api, mcpDatabase, mcp, model }: Counts): void {
  const columns = [
    String(api).padStart(12),
    String(mcpDatabase).padStart(12),
    String(mcp).padStart(3),
    String(model).padStart(5),
  ];
  console.log(`${name.padEnd(29)}  ${columns.join('  ')}`);
}
