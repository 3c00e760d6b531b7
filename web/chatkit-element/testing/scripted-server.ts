// A ChatKit server made of functions, behind a `fetch`: real requests, real streams, no network.
// What the demo page talks to, and the tests.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Thread } from '#chatkit/protocol/thread.ts';

export type SentRequest = {
  type: string;
  params: Record<string, unknown>;
  headers: Record<string, string>;
  signal: AbortSignal | null;
};

/** Events of a stream, `wait` markers between them, or a whole response. */
export type Script = (
  request: SentRequest,
) => AsyncIterable<ThreadStreamEvent> | Iterable<ThreadStreamEvent> | Response;

export type ScriptedServer = {
  fetch: typeof fetch;
  /** Every request so far. */
  requests: SentRequest[];
  /** Streams that the client cancelled. */
  cancelled: number;
};

export function createScriptedServer(scripts: Record<string, Script>): ScriptedServer {
  const server: ScriptedServer = {
    requests: [],
    cancelled: 0,
    async fetch(_url, init) {
      const request = read(init);
      server.requests.push(request);
      const script = scripts[request.type];
      if (!script) return json({ detail: `No script for ${request.type}` }, 500);
      const answer = script(request);
      return answer instanceof Response ? answer : stream(answer, request, () => server.cancelled++);
    },
  };
  return server;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** A thread as `threads.get_by_id` answers it. */
export function threadOf(id: string, items: ThreadItem[], title?: string): Thread {
  return {
    id,
    created_at: '2026-11-21T08:00:00.000Z',
    status: { type: 'active' },
    metadata: {},
    items: { data: items, has_more: false },
    ...(title ? { title } : {}),
  };
}

function read(init: RequestInit | undefined): SentRequest {
  const body = JSON.parse(String(init?.body)) as Pick<SentRequest, 'type' | 'params'>;
  return { ...body, headers: { ...(init?.headers as Record<string, string>) }, signal: init?.signal ?? null };
}

function stream(
  events: AsyncIterable<ThreadStreamEvent> | Iterable<ThreadStreamEvent>,
  { signal }: SentRequest,
  onCancel: () => void,
): Response {
  const encoder = new TextEncoder();
  const iterator =
    Symbol.asyncIterator in events ? events[Symbol.asyncIterator]() : events[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
    async pull(controller) {
      const next = await iterator.next();
      if (signal?.aborted) return;
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    cancel: onCancel,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-turn-id': 'turn_1' } });
}
