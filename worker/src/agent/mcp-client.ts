// The agent's only way to tools: the Agents SDK's MCP server, over the MCP Worker's turn door.
import type { Client } from '@modelcontextprotocol/client';
import type { MCPServer } from '@openai/agents';
import * as z from 'zod';
import { DELETE_TOOL, type DeletionGate } from './deletion-gate.ts';
import { connectMcp, type McpFetch, McpUnavailableError } from './mcp-connection.ts';
import {
  fault,
  isRefusal,
  ListedTool,
  parsedText,
  ToldChange,
  type ToolResult,
  toToolResult,
} from './mcp-results.ts';

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
  /** Where in a result's `_meta` our server says what a call has changed. */
  changesMeta: string;
  /** Of one request; a call makes a second one when the first is late or lost. */
  timeoutMs: number;
  /** Of the whole turn. */
  limits: { calls: number; changes: number };
  /** Keeps deletions back that wait for the user. */
  deletions?: DeletionGate;
  /** Ends what is under way, beside the signal of each call. */
  signal?: AbortSignal;
  onCall?: (call: McpCall) => void;
  onResult?: (call: McpCallResult) => void;
};

/** The turn has used up its calls or changes; the message is a sentence for the user. */
export class TurnLimitError extends Error {
  override readonly name = 'TurnLimitError';
}

class LateError extends Error {}

/** Per isolate. Plain data that is the same for every user; a client would keep its first user's token. */
let listed: ListedTool[] | undefined;

const RETRY_MS = { min: 150, max: 350 };

const HELD = { wait: 'confirmation_required', too_many: 'limit_reached' } as const;

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
  readonly #told = new Map<string, ToldChange>();

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

  /** What an event of this turn has changed, by the id that a result gives as `undo`. */
  changeOf(event: string): ToldChange | undefined {
    return this.#told.get(event);
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
    try {
      const { tools } = await this.#twice((client, signal) => client.listTools(undefined, { signal }));
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
    const verdict = tool === DELETE_TOOL ? this.#options.deletions?.decide(args ?? {}) : undefined;
    const isHeld = verdict === 'wait' || verdict === 'too_many';
    this.#spend(changes && !isHeld);
    const call = { id: crypto.randomUUID(), tool, arguments: args ?? {} };
    this.#options.onCall?.(call);
    const result = isHeld ? fault(HELD[verdict]) : await this.#call(call, signal);
    const told = result.structuredContent ?? parsedText(result);
    if (isRefusal(result, told)) this.#options.deletions?.failed(call.arguments);
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

  async #call(call: McpCall, given: AbortSignal | undefined): Promise<ToolResult> {
    const _meta = { idempotency_key: call.id };
    try {
      const result = await this.#twice(
        (client, signal) =>
          client.callTool({ name: call.tool, arguments: call.arguments, _meta }, { signal }),
        given,
      );
      this.#noteChanges(result._meta?.[this.#options.changesMeta]);
      return toToolResult(result);
    } catch (error) {
      if (error instanceof LateError) return fault('tool_timeout');
      if (this.#isEnded(given) || error instanceof McpUnavailableError) throw error;
      return fault('tool_failed');
    }
  }

  /** From our own server, so their shape is known; without it a badge says less. */
  #noteChanges(changes: unknown): void {
    for (const change of z.array(ToldChange).catch([]).parse(changes)) this.#told.set(change.event, change);
  }

  /**
   * Once more when the answer is late, the connection was lost or the server failed. A change carries the same key
   * both times, so that it happens once at most.
   */
  async #twice<T>(
    send: (client: Client, signal: AbortSignal) => Promise<T>,
    given?: AbortSignal,
  ): Promise<T> {
    const client = await this.#connected();
    try {
      return await this.#once(client, send, given);
    } catch (error) {
      const lost = error instanceof McpUnavailableError && error.kind === 'unreachable';
      if (!(lost || error instanceof LateError) || this.#isEnded(given)) throw error;
      const delayMs = RETRY_MS.min + Math.random() * (RETRY_MS.max - RETRY_MS.min);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (this.#isEnded(given)) throw error;
      return this.#once(client, send, given);
    }
  }

  /** @throws LateError after the limit */
  async #once<T>(
    client: Client,
    send: (client: Client, signal: AbortSignal) => Promise<T>,
    given: AbortSignal | undefined,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    const ends = [timeout, this.#options.signal, given].filter((signal) => signal !== undefined);
    try {
      return await send(client, AbortSignal.any(ends));
    } catch (error) {
      throw timeout.aborted && !this.#isEnded(given) ? new LateError('late', { cause: error }) : error;
    }
  }

  #isEnded(given: AbortSignal | undefined): boolean {
    return this.#options.signal?.aborted === true || given?.aborted === true;
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
