// The raw events of the Responses API. Text itself is not read here: the SDK tells it in one form for every
// API, and nothing may be counted twice.
import type OpenAI from 'openai';
import { convertCitation, convertParts, readText } from './annotations.ts';
import { finishImage, showPartial, startImage } from './images.ts';
import { addAnnotation, addPart, finishText, openMessage, tellMessage, textPart } from './messages.ts';
import type { AgentHooks } from './options.ts';
import { addThinking, finishThinking, startReasoning } from './reasoning.ts';
import type { RunState } from './run-state.ts';

type RawEvent = OpenAI.Responses.ResponseStreamEvent;
type OutputItem = OpenAI.Responses.ResponseOutputItem;
type Take<Given> = (state: RunState, given: Given, hooks: AgentHooks) => void | Promise<void>;
type Table<Union extends { type: string }> = {
  [Type in Union['type']]?: Take<Extract<Union, { type: Type }>>;
};

const begun: Table<OutputItem> = {
  message: (state, { id }) => void openMessage(state, id),
  reasoning: (state) => startReasoning(state),
  image_generation_call: (state, { id }) => startImage(state, id),
};

const done: Table<OutputItem> = {
  message: async (state, { id, content }, { annotations }) =>
    tellMessage(state, id, await convertParts(content, annotations)),
  image_generation_call: (state, { id, result }, hooks) => finishImage(state, { id, base64: result }, hooks),
};

const events: Table<RawEvent> = {
  'response.output_item.added': (state, { item }, hooks) => take(begun, state, item, hooks),
  'response.output_item.done': (state, { item }, hooks) => take(done, state, item, hooks),

  'response.content_part.added': (state, { item_id, content_index, part }) => {
    const text = readText(part);
    if (text !== undefined) addPart(state, { modelId: item_id, index: content_index }, textPart(text));
  },

  'response.output_text.done': (state, { item_id, content_index, text }) =>
    finishText(state, { modelId: item_id, index: content_index }, text),

  'response.output_text.annotation.added': async (state, event, hooks) => {
    if (!event.annotation) return;
    const annotation = await convertCitation(event.annotation, hooks.annotations);
    const place = { modelId: event.item_id, index: event.content_index };
    if (annotation) addAnnotation(state, place, annotation);
  },

  'response.reasoning_summary_text.delta': (state, event) => addThinking(state, event, event.delta),
  'response.reasoning_summary_text.done': (state, event) => finishThinking(state, event, event.text),

  'response.image_generation_call.partial_image': (state, event, hooks) => {
    const { item_id, partial_image_b64, partial_image_index } = event;
    return showPartial(state, { id: item_id, base64: partial_image_b64, index: partial_image_index }, hooks);
  },
};

/** @param raw The event as the model's API sent it; those of other APIs and unknown ones say nothing. */
export function takeRawEvent(state: RunState, raw: unknown, hooks: AgentHooks): void | Promise<void> {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return;
  return take(events, state, raw as RawEvent, hooks);
}

function take<Union extends { type: string }>(
  table: Table<Union>,
  state: RunState,
  given: Union,
  hooks: AgentHooks,
): void | Promise<void> {
  // Each function of a table takes exactly what it is filed under.
  const handle = table[given.type as Union['type']] as Take<Union> | undefined;
  return handle?.(state, given, hooks);
}
