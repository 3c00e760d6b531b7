// What a failed run means. Errors of the SDKs carry no useful `name`, so classes and statuses decide.
import { MaxTurnsExceededError, ModelBehaviorError, ModelTimeoutError, ToolCallError } from '@openai/agents';
import { APIConnectionTimeoutError, APIError } from 'openai';
import { TurnLimitError } from './mcp-client.ts';
import { McpUnavailableError } from './mcp-connection.ts';

export type RunFailure =
  /** The model refuses our key or our request: a fault of the deployment. */
  | 'misconfigured'
  /** The model or the MCP Worker cannot be reached, or is too busy. */
  | 'unavailable'
  | 'timeout'
  /** The answer broke off after it had begun; tools may have run. */
  | 'cut'
  /** The turn used up its model calls. */
  | 'too_many_turns'
  /** The turn used up its changes or tool calls; the error's message says which. */
  | 'limit'
  | 'unexpected';

/** @param started Whether the turn has shown any output yet. */
export function failureOf(error: unknown, started: boolean): RunFailure {
  const known = causes(error)
    .map(knownFailure)
    .find((failure) => failure !== undefined);
  if (known) return known;
  if (error instanceof APIError) return statusFailure(error.status);
  if (error instanceof ModelBehaviorError) return started ? 'cut' : 'unavailable';
  // workerd reports a broken connection to the model as a plain error with this text.
  if (error instanceof Error && /connection lost|terminated|network/i.test(error.message)) {
    return started ? 'cut' : 'unavailable';
  }
  return 'unexpected';
}

function knownFailure(error: unknown): RunFailure | undefined {
  if (error instanceof TurnLimitError) return 'limit';
  if (error instanceof McpUnavailableError) return 'unavailable';
  if (error instanceof MaxTurnsExceededError) return 'too_many_turns';
  if (error instanceof ModelTimeoutError || error instanceof APIConnectionTimeoutError) return 'timeout';
  return undefined;
}

function statusFailure(status: number | undefined): RunFailure {
  if (status === 400 || status === 401 || status === 403 || status === 404) return 'misconfigured';
  return 'unavailable';
}

/** The error and what it wraps: the agents SDK wraps errors of tools, `fetch` wraps those of the network. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let e = error; e instanceof Error && found.length < 5; ) {
    found.push(e);
    e = e instanceof ToolCallError ? e.error : (e.cause as Error);
  }
  return found;
}
