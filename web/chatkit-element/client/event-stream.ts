import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { createSseDecoder } from './sse-decoder.ts';

/** The answer of a streaming request. */
export type EventStream = {
  /** The server's name of this turn, if it gives one. */
  turnId: string | null;
  events: AsyncGenerator<ThreadStreamEvent>;
  /** Ends `events` at once and tells the network; what was read before stays valid. */
  cancel(): void;
};

type Watchers = {
  /** Any bytes arrived, keep-alive comments included. */
  onBytes(): void;
  /** An event that is not JSON with a `type`; the stream goes on. */
  onBadEvent(): void;
};

export function readEventStream(response: Response, watchers: Watchers): EventStream {
  const turnId = response.headers.get('x-turn-id');
  const reader = response.body?.getReader();
  if (!reader) return { turnId, events: readWhole(response, watchers), cancel: () => {} };
  let cancelled = false;
  return {
    turnId,
    events: readChunks(reader, watchers, () => cancelled),
    cancel() {
      cancelled = true;
      // A reader whose stream has failed already rejects here with the failure that the loop reports.
      reader.cancel().catch(() => {});
    },
  };
}

async function* readChunks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  watchers: Watchers,
  cancelled: () => boolean,
): AsyncGenerator<ThreadStreamEvent> {
  const decoder = createSseDecoder();
  for (;;) {
    const chunk = await reader.read();
    if (cancelled()) return;
    if (!chunk.done) watchers.onBytes();
    for (const data of chunk.done ? decoder.end() : decoder.push(chunk.value)) {
      const event = parseEvent(data);
      if (event) yield event;
      else watchers.onBadEvent();
      if (cancelled()) return;
    }
    if (chunk.done) return;
  }
}

/** Some polyfilled `fetch` functions have no `body`. */
async function* readWhole(response: Response, watchers: Watchers): AsyncGenerator<ThreadStreamEvent> {
  const decoder = createSseDecoder();
  const bytes = new TextEncoder().encode(await response.text());
  for (const data of [...decoder.push(bytes), ...decoder.end()]) {
    const event = parseEvent(data);
    if (event) yield event;
    else watchers.onBadEvent();
  }
}

/** The types are the server's promise; what is unknown inside is skipped where it is used. */
function parseEvent(data: string): ThreadStreamEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    const known = typeof value === 'object' && value !== null && 'type' in value;
    return known ? (value as ThreadStreamEvent) : null;
  } catch {
    return null; // counted by the caller
  }
}
