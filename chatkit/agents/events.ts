// From a run of an agent, and from what its tools say meanwhile, to thread events.
import type { RunStreamEvent } from '@openai/agents';
import type { ResponderEvent } from '../options.ts';
import { tellClientTool } from './client-tool.ts';
import { endMessage } from './messages.ts';
import type { ItemSource, StreamAgentOptions } from './options.ts';
import { isTripwire, ProducedItems } from './produced.ts';
import { RunReader } from './run-reader.ts';
import { createRunState, type RunState } from './run-state.ts';
import { endWorkflow, storeWorkflow } from './workflow.ts';

/**
 * Streams one run of the OpenAI Agents SDK as thread events: text as deltas of assistant messages, tool
 * calls as tasks of a workflow, and what tools put on the context, in the order in which it all happened.
 * Works for the Responses API and for Chat Completions alike.
 *
 * The run is read only as fast as the events are. Errors of the run are thrown as they are; items still
 * open then are the turn engine's to keep or drop. When a guardrail tripped, everything this run showed is
 * removed before. A workflow that is open when the run ends is closed, unless a tool began it or the page
 * has to run a tool first: then it is stored as it is, and the next turn continues it.
 */
export async function* streamAgentResponse(
  run: AsyncIterable<RunStreamEvent>,
  options: StreamAgentOptions,
): AsyncGenerator<ResponderEvent, void, void> {
  const state = options.context ? options.context.state : createRunState(newItems(options));
  const produced = new ProducedItems(state.continuedId);
  const reader = new RunReader(run, state, options);
  try {
    for await (const event of reader.events()) {
      produced.note(event);
      yield event;
    }
    endRun(state);
    for (let event = state.outbox.shift(); event; event = state.outbox.shift()) yield event;
  } catch (error) {
    if (isTripwire(error)) yield* produced.removals();
    throw error;
  } finally {
    state.outbox.close();
  }
}

function endRun(state: RunState): void {
  endMessage(state);
  if (state.clientTool || state.workflow?.isTools) storeWorkflow(state);
  else endWorkflow(state);
  tellClientTool(state);
}

function newItems({ threadId, newItemId, now }: ItemSource) {
  return {
    now,
    newItem: (kind: Parameters<typeof newItemId>[0]) => ({
      id: newItemId(kind),
      thread_id: threadId,
      created_at: now().toISOString(),
    }),
  };
}
