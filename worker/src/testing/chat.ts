// For tests of the chat doors: what a client sends, and what it reads.
import { expect } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { TestApp } from './app.ts';

export type Call = TestApp['call'];

export const input = (text: string) => ({
  content: [{ type: 'input_text' as const, text }],
  attachments: [],
  quoted_text: '',
  inference_options: {},
});

export const create = (text: string) => ({ type: 'threads.create', params: { input: input(text) } });

export const add = (thread_id: string, text: string) => ({
  type: 'threads.add_user_message',
  params: { thread_id, input: input(text) },
});

export const post = (call: Call, json: unknown): Promise<Response> =>
  call('/api/chatkit', { method: 'POST', json });

/** The events of a stream, one by one, as a client that reads slowly would see them. */
export async function* readEvents(response: Response): AsyncGenerator<ThreadStreamEvent, void, void> {
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame.startsWith('data: ')) yield JSON.parse(frame.slice('data: '.length)) as ThreadStreamEvent;
    }
  }
}

/** Sends a request and reads its whole stream. */
export async function turn(call: Call, json: unknown): Promise<ThreadStreamEvent[]> {
  const events: ThreadStreamEvent[] = [];
  for await (const event of readEvents(await post(call, json))) events.push(event);
  return events;
}

/** Starts a thread with one answered message; gives back its id and the events. */
export async function aThread(call: Call, text: string) {
  const events = await turn(call, create(text));
  const [created] = events;
  if (created?.type !== 'thread.created') throw new Error(`No thread was created: ${JSON.stringify(events)}`);
  return { id: created.thread.id, events };
}

export async function itemsOf(call: Call, thread_id: string): Promise<ThreadItem[]> {
  const response = await post(call, { type: 'items.list', params: { thread_id, order: 'asc', limit: 100 } });
  const page = (await response.json()) as { data: ThreadItem[] };
  return page.data;
}

export const done = (events: ThreadStreamEvent[]): ThreadItem[] =>
  events.flatMap((event) => (event.type === 'thread.item.done' ? [event.item] : []));

export const textOf = (item: ThreadItem | undefined): string =>
  item?.type === 'assistant_message' || item?.type === 'user_message'
    ? item.content.map((part) => part.text).join('')
    : '';

/** The stream as one short word for each event. */
export const outline = (events: ThreadStreamEvent[]): string[] =>
  events.map((event) => {
    if (event.type === 'thread.item.updated') return event.update.type;
    return 'item' in event ? `${event.type} ${event.item.type}` : event.type;
  });

export const aMessage = (thread_id: string, text: string): ThreadItem => ({
  type: 'user_message',
  id: crypto.randomUUID(),
  thread_id,
  created_at: new Date().toISOString(),
  ...input(text),
});
