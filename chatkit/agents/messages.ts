// Assistant messages: opened by the model's word that one begins or by its first text, fed by deltas, closed
// when the message or the whole response is done.
import type { Annotation, AssistantMessageContent } from '../protocol/content.ts';
import { type OpenMessage, type RunState, update } from './run-state.ts';
import { endWorkflow } from './workflow.ts';

/** Begins a message. `modelId` is the model's own id of it, for what is said of it later. */
export function openMessage(state: RunState, modelId: string | undefined): OpenMessage {
  endMessage(state);
  endWorkflow(state);
  const item = { type: 'assistant_message' as const, ...state.newItem('message'), content: [] };
  const open: OpenMessage = { item, modelId, doneParts: new Set() };
  state.message = open;
  state.messagesOfResponse += 1;
  state.outbox.push({ type: 'thread.item.added', item });
  return open;
}

/** The message that is open, or a new one when the model names another. */
function messageOf(state: RunState, modelId: string | undefined): OpenMessage {
  const open = state.message;
  if (open && (modelId === undefined || modelId === open.modelId)) return open;
  return openMessage(state, modelId);
}

/** The place of a part: the model's, else the newest. */
export type Place = { modelId: string | undefined; index: number | undefined };

export function addPart(state: RunState, { modelId, index }: Place, content: AssistantMessageContent): void {
  const open = messageOf(state, modelId);
  const content_index = index ?? open.item.content.length;
  update(state, open, { type: 'assistant_message.content_part.added', content_index, content });
}

function partOf(state: RunState, { modelId, index }: Place) {
  const open = messageOf(state, modelId);
  const content_index = index ?? Math.max(0, open.item.content.length - 1);
  if (!open.item.content[content_index]) addPart(state, { modelId, index: content_index }, textPart(''));
  return { open, content_index, annotations: open.item.content[content_index]?.annotations ?? [] };
}

export function addText(state: RunState, place: Place, delta: string): void {
  const { open, content_index } = partOf(state, place);
  update(state, open, { type: 'assistant_message.content_part.text_delta', content_index, delta });
}

/** Annotations are counted by what was kept of them, so that a dropped one leaves no gap. */
export function addAnnotation(state: RunState, place: Place, annotation: Annotation): void {
  const { open, content_index, annotations } = partOf(state, place);
  const annotation_index = annotations.length;
  const type = 'assistant_message.content_part.annotation_added';
  update(state, open, { type, content_index, annotation_index, annotation });
}

export function finishText(state: RunState, place: Place, text: string): void {
  const { open, content_index, annotations } = partOf(state, place);
  finishPart(state, open, content_index, textPart(text, annotations));
}

function finishPart(
  state: RunState,
  open: OpenMessage,
  content_index: number,
  content: AssistantMessageContent,
): void {
  open.doneParts.add(content_index);
  update(state, open, { type: 'assistant_message.content_part.done', content_index, content });
}

/** Closes the open message, if there is one: each part that is still open, then the whole. */
export function endMessage(state: RunState, content: AssistantMessageContent[] = []): void {
  const open = state.message;
  if (!open) return;
  state.message = undefined;
  const parts = content.length > 0 ? content : open.item.content;
  for (const [index, part] of parts.entries()) {
    if (!open.doneParts.has(index)) finishPart(state, open, index, part);
  }
  state.outbox.push({ type: 'thread.item.done', item: open.item });
}

/** Tells the message that the model says is done, streamed before or not, with its last content. */
export function tellMessage(state: RunState, modelId: string, content: AssistantMessageContent[]): void {
  const open = state.message;
  if (open?.modelId !== modelId) {
    endMessage(state);
    tellWhole(state, content);
    return;
  }
  state.message = undefined;
  const item = content.length > 0 ? { ...open.item, content } : open.item;
  state.outbox.push({ type: 'thread.item.done', item });
}

/**
 * Ends a model response. `messages` are the contents of all its messages; those that came whole instead of
 * in deltas (refusals, servers that do not stream) are told now.
 */
export function endResponse(state: RunState, messages: AssistantMessageContent[][]): void {
  const told = state.messagesOfResponse;
  endMessage(state, messages[told - 1]);
  for (const content of messages.slice(told)) tellWhole(state, content);
  state.messagesOfResponse = 0;
}

function tellWhole(state: RunState, content: AssistantMessageContent[]): void {
  endWorkflow(state);
  const item = { type: 'assistant_message' as const, ...state.newItem('message'), content };
  state.messagesOfResponse += 1;
  state.outbox.push({ type: 'thread.item.done', item });
}

export function textPart(text: string, annotations: Annotation[] = []): AssistantMessageContent {
  return { type: 'output_text', text, annotations };
}
