// From the events of an agent run to thread events. A table of small functions, one per kind of event.
import type { RunItemStreamEvent, RunStreamEvent } from '@openai/agents';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { addText, endMessage, endResponse } from './messages.ts';
import { createRunState, type RunState, type RunStateOptions } from './run-state.ts';
import { isErrorResult, parseJson, readToolOutput, withoutNulls } from './tool-output.ts';
import { endWorkflow, finishCall, startCall, type ToolCall, titleOfTool } from './workflow.ts';

export type StreamAgentOptions = RunStateOptions & {
  /** The name people read for a tool; default: its words. */
  toolTitle?: (tool: string) => string;
  /** Whether a tool's result is a failure; default: it has a text under `error`. */
  isFailure?: (result: unknown) => boolean;
  /** Told of each finished call; what it returns is sent right after the task's update. */
  onToolCall?: (call: ToolCall) => ThreadStreamEvent[];
};

/**
 * Streams one run of the OpenAI Agents SDK as thread events: text as deltas of assistant messages, tool
 * calls as tasks of a workflow. Works for the Responses API and for Chat Completions alike.
 *
 * Errors of the run are thrown as they are; items still open then are the turn engine's to keep or drop.
 * A workflow that is open when the run ends is closed.
 */
export async function* streamAgentResponse(
  run: AsyncIterable<RunStreamEvent>,
  options: StreamAgentOptions,
): AsyncGenerator<ThreadStreamEvent, void, void> {
  const state = createRunState(options);
  for await (const event of run) yield* mapEvent(event, state, options);
  yield* endMessage(state);
  yield* endWorkflow(state);
}

function mapEvent(event: RunStreamEvent, state: RunState, options: StreamAgentOptions): ThreadStreamEvent[] {
  if (event.type === 'raw_model_stream_event') return mapModelEvent(event.data, state);
  if (event.type === 'run_item_stream_event') return runItems[event.name]?.(event, state, options) ?? [];
  return [];
}

type ModelEvent = Extract<RunStreamEvent, { type: 'raw_model_stream_event' }>['data'];

function mapModelEvent(data: ModelEvent, state: RunState): ThreadStreamEvent[] {
  if (data.type === 'output_text_delta') return addText(state, data.delta, data.itemId);
  if (data.type === 'response_done') return endResponse(state, data.response.output.flatMap(textOfMessage));
  return [];
}

type OutputItem = Extract<ModelEvent, { type: 'response_done' }>['response']['output'][number];

function textOfMessage(item: OutputItem): string[] {
  if (item.type !== 'message') return [];
  const parts = item.content.map((part) => {
    if (part.type === 'output_text') return part.text;
    return part.type === 'refusal' ? part.refusal : '';
  });
  return [parts.join('')];
}

type MapRunItem = (
  event: RunItemStreamEvent,
  state: RunState,
  options: StreamAgentOptions,
) => ThreadStreamEvent[];

const runItems: { [Name in RunItemStreamEvent['name']]?: MapRunItem } = {
  tool_called: ({ item }, state, { toolTitle = titleOfTool }) => {
    if (item.type !== 'tool_call_item' || item.rawItem.type !== 'function_call') return [];
    const { callId, name, arguments: json } = item.rawItem;
    return startCall(
      state,
      { id: callId, tool: name, arguments: withoutNulls(parseJson(json)) },
      toolTitle(name),
    );
  },

  tool_output: ({ item }, state, options) => {
    const { toolTitle = titleOfTool, isFailure = isErrorResult, onToolCall } = options;
    if (item.type !== 'tool_call_output_item' || item.rawItem.type !== 'function_call_result') return [];
    const { callId, name } = item.rawItem;
    const result = readToolOutput(item.output);
    const outcome = { title: toolTitle(name), result, failed: isFailure(result) };
    const { call, events } = finishCall(state, callId, outcome);
    return call && onToolCall ? [...events, ...onToolCall(call)] : events;
  },
};
