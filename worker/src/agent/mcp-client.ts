// The agent's only way to tools: the Agents SDK's MCP server, over the MCP Worker's turn door.
import type { Client } from '@modelcontextprotocol/client';
import type { MCPServer } from '@openai/agents';
import * as z from 'zod';
import { connectMcp, type McpFetch, McpUnavailableError } from './mcp-connection.ts';

export { McpUnavailableError };

export type McpCall = { id: string; tool: string; arguments: Record<string, unknown> };
export type McpCallResult = McpCall & {
  /** The structured result, or `{error, code}`. */
  result: unknown;
  isError: boolean;
};

export type McpToolsOptions = {
  fetch: McpFetch;
  /** The turn's token: it fixes whose tasks are meant, and goes nowhere but into requests. */
  token: string;
  /** Of one call, its retry included. */
  timeoutMs: number;
  /** Of the whole turn. */
  limits: { calls: number; changes: number };
  /** Ends what is under way, beside the signal of each call. */
  signal?: AbortSignal;
  onCall?: (call: McpCall) => void;
  onResult?: (call: McpCallResult) => void;
};

/** The turn has used up its calls or changes; the message is a sentence for the user. */
export class TurnLimitError extends Error {
  override readonly name = 'TurnLimitError';
}

type ToolResult = Awaited<ReturnType<NonNullable<MCPServer['callToolResult']>>>;

const ListedTool = z.object({
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
type ListedTool = z.infer<typeof ListedTool>;

/** Per isolate. Plain data that is the same for every user; a client would keep its first user's token. */
let listed: ListedTool[] | undefined;

const RETRY_MS = { min: 150, max: 350 };

const FAULTS = {
  tool_timeout:
    'The tool did not answer in time. A change may or may not have happened: call list_tasks to see.',
  tool_failed: 'The tool failed. A change may or may not have happened: call list_tasks to see.',
} as const;

/** The tools of one turn of one user. Costs one request per call, and one for the list in a cold isolate. */
export class McpTools implements MCPServer {
  readonly name = 'todo-mcp-server';
  /** The SDK's cache goes by server name and skips stateless servers; ours is `listed`. */
  readonly cacheToolsList = false;
  readonly useStructuredContent = true;
  /** Otherwise the SDK tells the model to try again where the turn must end. */
  readonly errorFunction = null;

  readonly #options: McpToolsOptions;
  #client: Promise<Client> | undefined;
  #requests = 0;
  #calls = 0;
  #changes = 0;

  constructor(options: McpToolsOptions) {
    this.#options = options;
  }

  /** Requests to the MCP Worker so far, retries included. */
  get requests(): number {
    return this.#requests;
  }

  /** A tool's name for people; its technical name while the list is unknown. */
  titleOf(tool: string): string {
    return listed?.find(({ name }) => name === tool)?.title ?? tool;
  }

  /** Sends nothing. */
  async connect(): Promise<void> {
    await this.#connected();
  }

  async close(): Promise<void> {
    await (await this.#client)?.close();
    this.#client = undefined;
  }

  async invalidateToolsCache(): Promise<void> {
    listed = undefined;
  }

  /** @throws McpUnavailableError, also when the list is late or makes no sense, or the reason of an abort. */
  async listTools(): ReturnType<MCPServer['listTools']> {
    listed ??= await this.#list();
    return listed;
  }

  async #list(): Promise<ListedTool[]> {
    const signal = this.#deadline();
    try {
      const { tools } = await this.#retried((client) => client.listTools(undefined, { signal }), signal);
      return z.array(ListedTool).parse(tools);
    } catch (error) {
      if (this.#options.signal?.aborted || error instanceof McpUnavailableError) throw error;
      throw new McpUnavailableError('unreachable', error);
    }
  }

  async callTool(tool: string, args: Record<string, unknown> | null): Promise<ToolResult['content']> {
    return (await this.callToolResult(tool, args)).content;
  }

  /** @throws TurnLimitError, McpUnavailableError, or the reason of an abort. */
  async callToolResult(
    tool: string,
    args: Record<string, unknown> | null,
    _meta?: Record<string, unknown> | null,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<ToolResult> {
    const changes = !listed?.find(({ name }) => name === tool)?.annotations?.readOnlyHint;
    this.#spend(changes);
    const call = { id: crypto.randomUUID(), tool, arguments: args ?? {} };
    this.#options.onCall?.(call);
    const result = await this.#call(call, changes, signal);
    const told = result.structuredContent ?? parsedText(result);
    this.#options.onResult?.({ ...call, result: told, isError: result.isError === true });
    return result;
  }

  #spend(changes: boolean): void {
    const { limits } = this.#options;
    this.#calls += 1;
    if (changes) this.#changes += 1;
    if (this.#changes > limits.changes)
      throw new TurnLimitError(`I stopped after ${limits.changes} changes.`);
    if (this.#calls > limits.calls) throw new TurnLimitError(`I stopped after ${limits.calls} tool calls.`);
  }

  async #call(call: McpCall, changes: boolean, given: AbortSignal | undefined): Promise<ToolResult> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    const signal = this.#deadline(timeout, given);
    const send = (client: Client) =>
      client.callTool({ name: call.tool, arguments: call.arguments }, { signal });
    try {
      // A change is sent once: whether a lost one happened is not known.
      const result = await (changes ? this.#connected().then(send) : this.#retried(send, signal));
      return toToolResult(result);
    } catch (error) {
      if (timeout.aborted) return fault('tool_timeout');
      if (signal.aborted || error instanceof McpUnavailableError) throw error;
      return fault('tool_failed');
    }
  }

  #deadline(timeout = AbortSignal.timeout(this.#options.timeoutMs), given?: AbortSignal): AbortSignal {
    return AbortSignal.any([timeout, this.#options.signal, given].filter((signal) => signal !== undefined));
  }

  /** Once more when the connection was lost or the server failed; for requests that change nothing. */
  async #retried<T>(send: (client: Client) => Promise<T>, signal: AbortSignal): Promise<T> {
    const client = await this.#connected();
    try {
      return await send(client);
    } catch (error) {
      const lost = error instanceof McpUnavailableError && error.kind === 'unreachable';
      if (!lost || signal.aborted) throw error;
      const delayMs = RETRY_MS.min + Math.random() * (RETRY_MS.max - RETRY_MS.min);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return send(client);
    }
  }

  #connected(): Promise<Client> {
    const { fetch, token } = this.#options;
    const counted: McpFetch = (request) => {
      this.#requests += 1;
      return fetch(request);
    };
    this.#client ??= connectMcp(counted, token);
    return this.#client;
  }
}

function toToolResult(result: Awaited<ReturnType<Client['callTool']>>): ToolResult {
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

function fault(code: keyof typeof FAULTS): ToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error: FAULTS[code], code }) }] };
}

/** What an error result says. Our tools say it as JSON; a protocol's own sentence stays a sentence. */
function parsedText({ content }: ToolResult): unknown {
  const [first] = content;
  const text = first && 'text' in first ? first.text : '';
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
