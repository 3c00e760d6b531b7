// A ChatKit server over real HTTP that says what a script says: event streams in chunks, held at gates by the
// test, cut in the middle, refused. It knows no store and no agent.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';

/** One request of the element, and the ways to answer it. */
export type Call = {
  type: string;
  params: Record<string, unknown>;
  headers: IncomingMessage['headers'];
  /** The client has closed the connection. */
  gone: Promise<void>;
  isGone(): boolean;
  /** Writes events, each as a chunk of its own. */
  send(...events: ThreadStreamEvent[]): void;
  /** Writes bytes of a stream as they are. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Breaks the connection without an end. */
  cut(): void;
  /** Answers at once and whole. */
  answer(body: unknown, status?: number, headers?: Record<string, string>): void;
};

/** What happens for one type of request. A stream that it has begun ends when it returns. */
export type Script = (call: Call) => void | Promise<void>;

export type ChatEndpoint = {
  /** Every request so far, the oldest first. */
  calls: Call[];
  /** Sets or replaces the script for a type of request. */
  on(type: string, script: Script): void;
  /** Requests of a type. */
  of(type: string): Call[];
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

export const encodeEvent = (event: ThreadStreamEvent): string => `data: ${JSON.stringify(event)}\n\n`;

export function createChatEndpoint(): ChatEndpoint {
  const scripts = new Map<string, Script>();
  const calls: Call[] = [];
  return {
    calls,
    on: (type, script) => void scripts.set(type, script),
    of: (type) => calls.filter((call) => call.type === type),
    async handle(request, response) {
      const call = await readCall(request, response);
      calls.push(call);
      const script = scripts.get(call.type);
      if (!script) return call.answer({ detail: `No script for ${call.type}` }, 501);
      await script(call);
      if (!response.writableEnded) response.end();
    },
  };
}

async function readCall(request: IncomingMessage, response: ServerResponse): Promise<Call> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const { type, params = {} } = JSON.parse(text) as { type: string; params?: Record<string, unknown> };
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  const begin = () => {
    if (response.headersSent) return;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  };
  return {
    type,
    params,
    headers: request.headers,
    gone,
    isGone: () => response.destroyed,
    send(...events) {
      begin();
      for (const event of events) response.write(encodeEvent(event));
    },
    async write(bytes) {
      begin();
      await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
    },
    cut() {
      begin();
      response.flushHeaders();
      response.socket?.destroy();
    },
    answer(body, status = 200, headers = {}) {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    },
  };
}

/** Holds a script until the test opens it. */
export type Gate = { passed: Promise<void>; open: () => void };

export function createGate(): Gate {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
