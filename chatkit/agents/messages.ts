// Assistant messages: opened by the first text, fed by deltas, closed when the model's response is done.
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { newItemBase, type RunState, updateOpen } from './run-state.ts';
import { endWorkflow } from './workflow.ts';

/** Takes one piece of text. `modelId` is the model's id of the message; a new one begins a new message. */
export function addText(state: RunState, delta: string, modelId: string | undefined): ThreadStreamEvent[] {
  const isNew = !state.message || (modelId !== undefined && modelId !== state.message.modelId);
  const opening = isNew ? [...endMessage(state), ...openMessage(state, modelId)] : [];
  return [
    ...opening,
    ...updateOpen(state.message, {
      type: 'assistant_message.content_part.text_delta',
      content_index: 0,
      delta,
    }),
  ];
}

function openMessage(state: RunState, modelId: string | undefined): ThreadStreamEvent[] {
  const ending = endWorkflow(state);
  const item = { type: 'assistant_message' as const, ...newItemBase(state, 'message'), content: [] };
  state.message = { item, modelId };
  state.messagesOfResponse += 1;
  return [
    ...ending,
    { type: 'thread.item.added', item },
    ...updateOpen(state.message, {
      type: 'assistant_message.content_part.added',
      content_index: 0,
      content: { type: 'output_text', text: '', annotations: [] },
    }),
  ];
}

/** Closes the open message, if there is one. */
export function endMessage(state: RunState): ThreadStreamEvent[] {
  const open = state.message;
  const content = open?.item.content[0];
  if (!open || !content) return [];
  const closing = updateOpen(open, {
    type: 'assistant_message.content_part.done',
    content_index: 0,
    content,
  });
  state.message = undefined;
  return [...closing, { type: 'thread.item.done', item: open.item }];
}

/**
 * Ends a model response. Messages that came whole instead of in deltas (refusals, servers that do not
 * stream) are told now.
 */
export function endResponse(state: RunState, texts: string[]): ThreadStreamEvent[] {
  const streamed = state.messagesOfResponse;
  const events = endMessage(state);
  for (const text of texts.slice(streamed))
    events.push(...addText(state, text, undefined), ...endMessage(state));
  state.messagesOfResponse = 0;
  return events;
}
