// The MCP server of one request: tools, resources and prompts, closed over who calls. Nothing of it outlives the
// answer.
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { TASK_TOOLS } from '#core/tools/task-tools.ts';
import { registerPrompts } from './prompts.ts';
import { registerTool, type ToolCall } from './register-tool.ts';
import { registerResources } from './resources.ts';

/**
 * Answers one parsed JSON-RPC message, in the 2026 revision or, without its envelope, in those of 2025.
 * @param onFault Told of what the protocol layer refused or could not handle; never changes the answer.
 */
export function answerMessage(
  request: Request,
  message: unknown,
  { call, onFault }: { call: ToolCall; onFault: (error: Error) => void },
): Promise<Response> {
  return createMcpHandler(() => createServer(call), { onerror: onFault }).fetch(request, {
    parsedBody: message,
  });
}

function createServer(call: ToolCall): McpServer {
  const server = new McpServer(
    { name: 'todo-mcp-server', version: '1.0.0' },
    // A stateless server has nobody to tell about changes, so a subscription ends as soon as it began.
    {
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
        // A client of 2025 may say how much it wants to hear; there is nothing to be heard.
        logging: {},
      },
    },
  );
  for (const tool of TASK_TOOLS) registerTool(server, tool, call);
  registerResources(server, call);
  registerPrompts(server, call);
  return server;
}
