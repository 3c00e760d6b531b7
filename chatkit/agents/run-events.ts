// The events of a run: one small function for each kind.
import type { RunItemStreamEvent, RunStreamEvent } from '@openai/agents';
import { convertParts, type ModelPart } from './annotations.ts';
import { addText, endResponse } from './messages.ts';
import type { AgentHooks } from './options.ts';
import { takeRawEvent } from './responses.ts';
import type { RunState } from './run-state.ts';
import { isErrorResult, parseJson, readToolOutput, withoutNulls } from './tool-output.ts';
import { finishCall, startCall, titleOfTool } from './tool-tasks.ts';

type MaybeAsync = void | Promise<void>;
type ModelEvent = Extract<RunStreamEvent, { type: 'raw_model_stream_event' }>['data'];
type Response = Extract<ModelEvent, { type: 'response_done' }>['response'];

/** Folds one event of the run into the state; what there is to say is put into the outbox. */
export function takeRunEvent(state: RunState, event: RunStreamEvent, hooks: AgentHooks): MaybeAsync {
  if (event.type === 'raw_model_stream_event') return takeModelEvent(state, event.data, hooks);
  if (event.type === 'run_item_stream_event') runItems[event.name]?.(state, event.item, hooks);
}

function takeModelEvent(state: RunState, data: ModelEvent, hooks: AgentHooks): MaybeAsync {
  if (data.type === 'output_text_delta') {
    const index: unknown = data.providerData?.content_index;
    const place = { modelId: data.itemId, index: typeof index === 'number' ? index : undefined };
    return addText(state, place, data.delta);
  }
  if (data.type === 'response_done') return takeResponse(state, data.response, hooks);
  if (data.type === 'model') return takeRawEvent(state, data.event, hooks);
}

async function takeResponse(state: RunState, { output }: Response, hooks: AgentHooks): Promise<void> {
  const messages = output.flatMap((item) =>
    item.type === 'message' ? [item.content.map(withCitations)] : [],
  );
  endResponse(state, await Promise.all(messages.map((parts) => convertParts(parts, hooks.annotations))));
}

/** The SDK puts what it does not know itself under `providerData`. */
function withCitations(part: ModelPart & { providerData?: Record<string, unknown> | undefined }): ModelPart {
  return { ...part, annotations: part.providerData?.annotations };
}

type RunItem = RunItemStreamEvent['item'];
type TakeRunItem = (state: RunState, item: RunItem, hooks: AgentHooks) => void;

const runItems: { [Name in RunItemStreamEvent['name']]?: TakeRunItem } = {
  tool_called: (state, item, { toolTasks = true, toolTitle = titleOfTool }) => {
    if (item.type !== 'tool_call_item') return;
    const call = item.rawItem.type === 'function_call' ? item.rawItem : undefined;
    state.lastCallId = call?.callId;
    if (!call || !toolTasks) return;
    const { callId: id, name: tool } = call;
    startCall(state, { id, tool, arguments: withoutNulls(parseJson(call.arguments)) }, toolTitle(tool));
  },

  tool_output: (state, item, hooks) => {
    const { toolTitle = titleOfTool, isFailure = isErrorResult, describeCall, onToolCall } = hooks;
    if (item.type !== 'tool_call_output_item' || item.rawItem.type !== 'function_call_result') return;
    const { callId, name } = item.rawItem;
    const result = readToolOutput(item.output);
    const outcome = { title: toolTitle(name), result, failed: isFailure(result), describeCall };
    const call = finishCall(state, callId, outcome);
    for (const event of (call && onToolCall?.(call)) ?? []) state.outbox.push(event);
  },
};
