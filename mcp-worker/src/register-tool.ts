// One tool of the product becomes one MCP tool, and its errors become results a model can act on.
import type { CallToolResult, McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { CHANGES_META } from '#core/call-meta.ts';
import type { Context } from '#core/context.ts';
import { appErrorIn } from '#core/db/faults.ts';
import type { AppError } from '#core/errors.ts';
import { onceOf } from '#core/idempotency.ts';
import type { Tool } from '#core/tools/tool.ts';

/** What one request brings to a tool. */
export type ToolCall = {
  ctx: Context;
  /** As they were sent: on its way to the handler the protocol layer drops an argument called `__proto__`. */
  args: unknown;
  /** The request's `_meta`: a client may give its `idempotency_key` there. */
  meta: unknown;
  /** Tells the log which tool ran and how it ended. */
  ended(tool: string, code: string): void;
  /** A fault nobody foresaw, for the log only. */
  failed(error: unknown): void;
  /** The database refuses the caller: the whole request is answered 401 then. */
  refused(error: AppError): void;
};

/** What to do next, where the sentence alone does not say it. */
const HINTS: Partial<Record<string, string>> = {
  not_found: 'Call list_tasks for ids and numbers.',
  invalid_cursor: 'Call list_tasks without cursor.',
  database_unavailable: 'Try again in a few seconds; a change may have happened, so call list_tasks first.',
  tool_failed: 'A change may have happened: call list_tasks before trying again.',
};

export function registerTool(server: McpServer, tool: Tool, call: ToolCall): void {
  const { name, title, description, hints } = tool;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: checkedByTheTool(tool.inputSchema),
      outputSchema: checkedByTheTool(tool.outputSchema),
      annotations: hints,
    },
    () => runTool(tool, call),
  );
}

async function runTool(tool: Tool, call: ToolCall): Promise<CallToolResult> {
  try {
    const { output, text, changes } = await tool.run(await contextOf(tool, call), call.args);
    call.ended(tool.name, 'ok');
    return {
      content: [{ type: 'text', text: JSON.stringify(text) }],
      structuredContent: output,
      // Our own chat shows people what has changed; outside clients are told what the result says.
      ...(call.ctx.turnId !== undefined && changes.length > 0 && { _meta: { [CHANGES_META]: changes } }),
    };
  } catch (error) {
    return errorResult(tool, error, call);
  }
}

/** A call that may be sent again changes things once, and its event is found by its key. */
async function contextOf(tool: Tool, { ctx, args, meta }: ToolCall): Promise<Context> {
  if (tool.hints.readOnlyHint) return ctx;
  const { idempotency_key: key } = (meta ?? {}) as { idempotency_key?: unknown };
  const once = await onceOf(key, ['tools/call', tool.name, args ?? {}]);
  return once ? { ...ctx, once, toolCallId: once.key } : ctx;
}

function errorResult(tool: Tool, error: unknown, call: ToolCall): CallToolResult {
  const known = appErrorIn(error);
  if (known?.kind === 'unauthenticated') call.refused(known);
  if (!known) call.failed(error);
  const code = known?.code ?? 'tool_failed';
  call.ended(tool.name, code);
  const hint = HINTS[code];
  const told = { error: known?.message ?? 'The tool failed', code, ...(hint && { hint }) };
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(told) }] };
}

/** Publishes a schema and lets every value pass: the tool checks arguments itself, with texts for a model. */
function checkedByTheTool(schema: Record<string, unknown>): StandardSchemaWithJSON {
  return {
    '~standard': {
      version: 1,
      vendor: 'edge-todo',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}
