// Where the protocol, the product and the agent meet: history → model input → agent run → thread events.
import { streamAgentResponse, type ToolCall, toModelInput } from '#chatkit/agents/index.ts';
import type { Responder, ResponderEvent, Turn } from '#chatkit/index.ts';
import { TIMEOUT, TURN } from '#core/limits.ts';
import type { TaskAgent } from '../agent/agent.ts';
import { DeletionGate } from '../agent/deletion-gate.ts';
import { askAboutDeletions } from './ask-deletion.ts';
import { describeBadge } from './badge.ts';
import type { ChatContext } from './context.ts';
import { turnError } from './failure.ts';
import { flagClaims } from './flag-claims.ts';
import { fitHistory, textOf } from './history.ts';
import { breakSilence } from './silence.ts';
import { changedTasks } from './task-effects.ts';
import { type ToolDeps, turnTools } from './turn-tools.ts';

export type ResponderDeps = ToolDeps & {
  /** @throws AppError `ai_not_configured` without a model key. */
  agent: () => TaskAgent;
};

type Running = { signal: AbortSignal; started: () => boolean; deletions: DeletionGate };

export function createResponder(deps: ResponderDeps): Responder<ChatContext> {
  return async function* respond(turn) {
    const abort = new AbortController();
    const signal = AbortSignal.any([turn.signal, abort.signal]);
    const deletions = new DeletionGate(TURN.changes);
    const said: string[] = [];
    let started = false;
    try {
      await acknowledged();
      for await (const event of await runAgent(deps, turn, { signal, started: () => started, deletions })) {
        started = true;
        said.push(...textIn(event));
        yield event;
      }
      if (turn.signal.aborted) return;
      yield* flagClaims(turn, said);
      yield* askAboutDeletions(turn, deletions.held);
    } catch (error) {
      throw turnError(error, started, turn.context);
    } finally {
      abort.abort();
    }
  };
}

const textIn = (event: ResponderEvent): string[] =>
  event.type === 'thread.item.done' && event.item.type === 'assistant_message' ? [textOf(event.item)] : [];

/** Starting an agent takes milliseconds of computing; what the user sent is acknowledged before. */
const acknowledged = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function runAgent(
  deps: ResponderDeps,
  turn: Turn<ChatContext>,
  { signal, started, deletions }: Running,
): Promise<AsyncIterable<ResponderEvent>> {
  const { context, thread } = turn;
  const tools = await turnTools(deps, turn, { deletions });
  // What a client says a tag means is nobody's fact: the model reads its text and no more.
  const input = toModelInput(fitHistory(turn.history, TURN.historyTokens), { tag: () => undefined });
  const run = await deps.agent().run(input, {
    ...{ tools, signal, started },
    onReply: (calls) => deletions.replied(calls),
  });
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
    const { inputTokens, outputTokens } = run.state.usage;
    context.tokens.in = inputTokens;
    context.tokens.out = outputTokens;
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
