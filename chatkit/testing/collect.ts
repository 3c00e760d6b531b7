// Reading what a server answers, for tests.
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem } from '../protocol/items.ts';
import type { ProcessResult } from '../server.ts';

export type StreamResult = Extract<ProcessResult, { kind: 'stream' }>;

/** The result as a stream; fails when it is a document. */
export function asStream(result: ProcessResult): StreamResult {
  if (result.kind !== 'stream') throw new Error(`Expected a stream, got ${JSON.stringify(result.body)}`);
  return result;
}

/** The body of a document; the caller says what it expects it to be. Fails when it is a stream. */
export function asJson<Body>(result: ProcessResult): Body {
  if (result.kind !== 'json') throw new Error('Expected a document, got a stream');
  return result.body as Body;
}

export async function collect<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Reads up to `count` events and leaves the stream open. */
export async function take(stream: StreamResult, count: number): Promise<ThreadStreamEvent[]> {
  const events: ThreadStreamEvent[] = [];
  while (events.length < count) {
    const step = await stream.events.next();
    if (step.done) break;
    events.push(step.value);
  }
  return events;
}

/** One short line for each event: its type, and what is special about it. */
export function outline(events: ThreadStreamEvent[]): string[] {
  return events.map((event) => {
    if ('item' in event) return `${event.type} ${event.item.type}`;
    if (event.type === 'thread.item.updated') return `${event.type} ${event.update.type}`;
    if (event.type === 'error') return `error ${event.code}`;
    return event.type;
  });
}

export function textOf(item: ThreadItem | undefined): string {
  if (item?.type !== 'user_message' && item?.type !== 'assistant_message') return '';
  return item.content.map((part) => part.text).join('');
}
