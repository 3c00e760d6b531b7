// What the MCP Worker answers, and what of it the agent is given.
import type { Client } from '@modelcontextprotocol/client';
import type { MCPServer } from '@openai/agents';
import * as z from 'zod';

export type ToolResult = Awaited<ReturnType<NonNullable<MCPServer['callToolResult']>>>;

export const ListedTool = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.looseObject({
    type: z.literal('object'),
    properties: z.record(z.string(), z.unknown()).default({}),
    required: z.array(z.string()).default([]),
    additionalProperties: z.boolean().default(false),
  }),
  annotations: z.object({ readOnlyHint: z.boolean().optional() }).optional(),
});

/** What a call has changed, as our own server says it beside the result. */
export const ToldChange = z.object({
  event: z.string(),
  number: z.int(),
  title: z.string(),
  kind: z.enum(['created', 'deleted', 'changed']),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ListedTool = z.infer<typeof ListedTool>;
export type ToldChange = z.infer<typeof ToldChange>;

const FAULTS = {
  tool_timeout:
    'The tool did not answer in time. A change may or may not have happened: call list_tasks to see.',
  tool_failed: 'The tool failed. A change may or may not have happened: call list_tasks to see.',
  confirmation_required:
    'Several deletions in one turn need the confirmation of the user, who is asked by a card below your answer. Nothing was deleted by this call. Do not call delete_task again; say that the card waits for an answer.',
  limit_reached:
    'One card asks about at most 25 deletions, and this one is not among them. Say that the user can ask for the rest afterwards.',
} as const;

export function toToolResult(result: Awaited<ReturnType<Client['callTool']>>): ToolResult {
  const { content, structuredContent, isError } = result;
  const texts = content.filter((part) => part.type === 'text').map(({ text }) => ({ type: 'text', text }));
  return {
    content: texts,
    ...(isObject(structuredContent) && { structuredContent }),
    ...(isError === true && { isError }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function fault(code: keyof typeof FAULTS): ToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error: FAULTS[code], code }) }] };
}

/** What an error result says. Our tools say it as JSON; a protocol's own sentence stays a sentence. */
export function parsedText({ content }: ToolResult): unknown {
  const [first] = content;
  const text = first && 'text' in first ? first.text : '';
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}

/** Whether a tool answered that it changed nothing; after a fault of the way to it nobody knows. */
export function isRefusal({ isError }: ToolResult, told: unknown): boolean {
  const code = typeof told === 'object' && told !== null && 'code' in told ? told.code : undefined;
  return isError === true && code !== 'tool_timeout' && code !== 'tool_failed';
}
