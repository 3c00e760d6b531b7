// Where the protocol, the product and the agent meet: history → model input → agent run → thread events.
import { streamAgentResponse, type ToolCall, toModelInput } from '#chatkit/agents/index.ts';
import type { Responder, ResponderEvent, Turn } from '#chatkit/index.ts';
import type { SigningKeys } from '#core/auth/keys.ts';
import { signTurnToken } from '#core/auth/turn-token.ts';
import { TIMEOUT, TURN } from '#core/limits.ts';
import type { TaskAgent } from '../agent/agent.ts';
import { McpTools } from '../agent/mcp-client.ts';
import { describeBadge } from './badge.ts';
import type { ChatContext } from './context.ts';
import { turnError } from './failure.ts';
import { fitHistory } from './history.ts';
import { breakSilence } from './silence.ts';
import { changedTasks } from './task-effects.ts';

export type ResponderDeps = {
  /** @throws AppError `ai_not_configured` without a model key. */
  agent: () => TaskAgent;
  /** The MCP Worker, over the service binding. */
  mcp: { fetch(request: Request): Promise<Response> };
  turnKeys: SigningKeys;
};

export function createResponder(deps: ResponderDeps): Responder<ChatContext> {
  return async function* respond(turn) {
    const abort = new AbortController();
    const signal = AbortSignal.any([turn.signal, abort.signal]);
    let started = false;
    try {
      await acknowledged();
      for await (const event of await runAgent(deps, turn, signal, () => started)) {
        started = true;
        yield event;
      }
    } catch (error) {
      throw turnError(error, started, turn.context);
    } finally {
      abort.abort();
    }
  };
}

/** Starting an agent takes milliseconds of computing; what the user sent is acknowledged before. */
const acknowledged = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function runAgent(
  deps: ResponderDeps,
  turn: Turn<ChatContext>,
  signal: AbortSignal,
  started: () => boolean,
): Promise<AsyncIterable<ResponderEvent>> {
  const { context, thread, turnId } = turn;
  const claims = { userId: context.userId, tokenVersion: context.tokenVersion };
  const token = await signTurnToken(
    deps.turnKeys,
    { ...claims, conversationId: thread.id, turnId },
    context.now(),
  );
  const tools = new McpTools({
    fetch: (request) => {
      request.headers.set('x-request-id', context.requestId); // so that both Workers' logs tell one story
      return deps.mcp.fetch(request);
    },
    token,
    timeoutMs: TIMEOUT.mcpCallMs,
    limits: { calls: TURN.toolCalls, changes: TURN.changes },
  });
  // What a client says a tag means is nobody's fact: the model reads its text and no more.
  const input = toModelInput(fitHistory(turn.history, TURN.historyTokens), { tag: () => undefined });
  const run = await deps.agent().run(input, { tools, signal, started });
  const events = streamAgentResponse(breakSilence(run, TIMEOUT.modelSilenceMs), {
    threadId: thread.id,
    newItemId: (kind) => turn.newItem(kind).id,
    now: context.now,
    toolTitle: (tool) => tools.titleOf(tool),
    describeCall: (call) =>
      describeBadge(call, {
        changeOf: (event) => tools.changeOf(event),
        titleOf: (tool) => tools.titleOf(tool),
      }),
    onToolCall: (call) => {
      rememberCall(context, call);
      return changedTasks(call);
    },
  });
  return countTokens(events, () => {
    context.tokens = run.state.usage.totalTokens;
  });
}

/** Keeps the calls of a workflow for the column beside its item. */
function rememberCall(
  { toolCalls }: ChatContext,
  { itemId, tool, arguments: args, result, failed }: ToolCall,
) {
  const calls = toolCalls.get(itemId) ?? [];
  toolCalls.set(itemId, [...calls, { tool, arguments: args, result, status: failed ? 'failed' : 'done' }]);
}

async function* countTokens<T>(events: AsyncIterable<T>, count: () => void): AsyncGenerator<T, void, void> {
  try {
    for await (const event of events) {
      count();
      yield event;
    }
  } finally {
    count();
  }
}
