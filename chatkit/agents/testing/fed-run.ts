// A run that a test feeds by hand, made of the SDK's own events.
import {
  Agent,
  RunItemStreamEvent,
  RunRawModelStreamEvent,
  type RunStreamEvent,
  RunToolCallItem,
  RunToolCallOutputItem,
} from '@openai/agents';
import type OpenAI from 'openai';
import { deferred } from '../../deferred.ts';

export const agent = new Agent({ name: 'test' });

type RawEvent = OpenAI.Responses.ResponseStreamEvent;
type OutputItem = OpenAI.Responses.ResponseOutputItem;

export type FedRun = AsyncIterable<RunStreamEvent> & {
  push(...events: RunStreamEvent[]): void;
  end(): void;
  fail(error: unknown): void;
  /** Whether the reader let go of it before its end. */
  readonly isReturned: boolean;
};

export function fedRun(...events: RunStreamEvent[]): FedRun {
  const steps: (() => IteratorResult<RunStreamEvent, undefined>)[] = [];
  let isReturned = false;
  let arrival = deferred();
  const add = (step: (typeof steps)[number]) => {
    steps.push(step);
    arrival.resolve();
  };
  const push = (...more: RunStreamEvent[]) => {
    for (const value of more) add(() => ({ done: false, value }));
  };
  push(...events);
  return {
    push,
    end: () => add(() => ({ done: true, value: undefined })),
    fail: (error) =>
      add(() => {
        throw error;
      }),
    get isReturned() {
      return isReturned;
    },
    [Symbol.asyncIterator]: () => ({
      async next() {
        for (;;) {
          const step = steps.shift();
          if (step) return step();
          arrival = deferred();
          await arrival.promise;
        }
      },
      async return() {
        isReturned = true;
        return { done: true, value: undefined };
      },
    }),
  };
}

/** A run that has all its events already. */
export function runOf(...events: RunStreamEvent[]): FedRun {
  const run = fedRun(...events);
  run.end();
  return run;
}

export const delta = (text: string, itemId?: string, contentIndex?: number): RunStreamEvent =>
  new RunRawModelStreamEvent({
    type: 'output_text_delta',
    delta: text,
    ...(itemId ? { itemId } : {}),
    ...(contentIndex === undefined ? {} : { providerData: { content_index: contentIndex } }),
  });

type Done = Extract<ConstructorParameters<typeof RunRawModelStreamEvent>[0], { type: 'response_done' }>;

export const responseWith = (...output: Done['response']['output']): RunStreamEvent =>
  new RunRawModelStreamEvent({
    type: 'response_done',
    response: { id: 'resp', usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 }, output },
  });

export const responseDone = (...texts: string[]): RunStreamEvent =>
  responseWith(
    ...texts.map((text) => ({
      type: 'message' as const,
      role: 'assistant' as const,
      status: 'completed' as const,
      content: [{ type: 'output_text' as const, text }],
    })),
  );

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

export const called = (callId: string, name: string, args: string): RunStreamEvent =>
  new RunItemStreamEvent(
    'tool_called',
    new RunToolCallItem({ type: 'function_call', callId, name, arguments: args }, agent),
  );

/** A tool that the model's own host runs. */
export const hostedCall = (): RunStreamEvent =>
  new RunItemStreamEvent(
    'tool_called',
    new RunToolCallItem({ type: 'hosted_tool_call', name: 'web_search_call', status: 'completed' }, agent),
  );

export const output = (callId: string, name: string, value: unknown): RunStreamEvent => {
  const item = {
    type: 'function_call_result' as const,
    callId,
    name,
    status: 'completed' as const,
    output: typeof value === 'string' ? value : JSON.stringify(value),
  };
  return new RunItemStreamEvent('tool_output', new RunToolCallOutputItem(item, agent, value));
};
