// Events of the Responses API, as the SDK passes them on.
import { RunRawModelStreamEvent, type RunStreamEvent } from '@openai/agents';
import type OpenAI from 'openai';

type RawEvent = OpenAI.Responses.ResponseStreamEvent;
type OutputItem = OpenAI.Responses.ResponseOutputItem;

/** An event as the Responses API sends it, the way the SDK passes it on. */
export const raw = (event: RawEvent): RunStreamEvent => new RunRawModelStreamEvent({ type: 'model', event });

const at = { output_index: 0, sequence_number: 0 };

export const itemAdded = (item: OutputItem): RunStreamEvent =>
  raw({ type: 'response.output_item.added', item, ...at });

export const itemDone = (item: OutputItem): RunStreamEvent =>
  raw({ type: 'response.output_item.done', item, ...at });

type Parts = OpenAI.Responses.ResponseOutputMessage['content'];
export type Citation = OpenAI.Responses.ResponseOutputText['annotations'][number];

export const message = (id: string, ...content: Parts): OutputItem => ({
  type: 'message',
  id,
  role: 'assistant',
  status: 'completed',
  content,
});

export const textPart = (text: string, ...annotations: Citation[]): Parts[number] => ({
  type: 'output_text',
  text,
  annotations,
});

export const partAdded = (item_id: string, content_index: number, part: Parts[number]): RunStreamEvent =>
  raw({ type: 'response.content_part.added', item_id, content_index, part, ...at });

export const textDone = (item_id: string, content_index: number, text: string): RunStreamEvent =>
  raw({ type: 'response.output_text.done', item_id, content_index, text, logprobs: [], ...at });

export const cited = (item_id: string, annotation_index: number, annotation: Citation): RunStreamEvent =>
  raw({
    type: 'response.output_text.annotation.added',
    ...{ item_id, annotation_index, annotation, content_index: 0, ...at },
  });
