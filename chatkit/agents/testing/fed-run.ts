// A run that a test feeds by hand, made of the SDK's own events.
import {
  Agent,
  RunItemStreamEvent,
  RunRawModelStreamEvent,
  type RunStreamEvent,
  RunToolCallItem,
  RunToolCallOutputItem,
} from '@openai/agents';
import { deferred } from '../../deferred.ts';

export const agent = new Agent({ name: 'test' });

export type FedRun = AsyncIterable<RunStreamEvent> & {
  push(...events: RunStreamEvent[]): void;
  end(): void;
  fail(error: unknown): void;
  /** Whether the reader let go of it before its end. */
  readonly isReturned: boolean;
  /** The most reads that were waiting at once. */
  readonly mostReads: number;
};

export function fedRun(...events: RunStreamEvent[]): FedRun {
  const steps: (() => IteratorResult<RunStreamEvent, undefined>)[] = [];
  let isReturned = false;
  let reads = 0;
  let mostReads = 0;
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
    get mostReads() {
      return mostReads;
    },
    [Symbol.asyncIterator]: () => ({
      async next() {
        mostReads = Math.max(mostReads, ++reads);
        for (;;) {
          const step = steps.shift();
          if (step) reads -= 1;
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
