// A server of the library's own parts, with ids and times that are the same in every run. It answers a POST as
// ChatKit does, in any runtime with `Request`, `Response` and Web streams.
import {
  ChatKitError,
  createChatKitServer,
  EVENT_STREAM_HEADERS,
  type ResponderEvent,
  toEventStream,
} from '#chatkit/index.ts';
import { MemoryStore } from '#chatkit/testing/memory-store.ts';
import { accumulateText, Card, Markdown, streamWidget } from '#chatkit/widgets/index.ts';

let drawn = 0;
const draw = (kind: string) => {
  drawn += 1;
  return `${kind}_${drawn}`;
};

async function* words(): AsyncGenerator<string> {
  yield* ['# Mil', 'k\n', '- oat'];
}

async function* cards() {
  for await (const text of accumulateText(words(), Markdown({ id: 'list', value: '', streaming: true }))) {
    yield Card({ children: [text] });
  }
}

const server = createChatKitServer<null>({
  store: new MemoryStore(() => 'one'),
  ids: { thread: () => draw('thr'), item: draw, turn: () => draw('turn') },
  now: () => new Date('2026-03-01T12:00:00.000Z'),
  async *respond(turn): AsyncGenerator<ResponderEvent> {
    const item = { type: 'assistant_message' as const, ...turn.newItem('message') };
    const part = { type: 'output_text' as const, text: 'Your list:', annotations: [] };
    yield { type: 'thread.item.added', item: { ...item, content: [] } };
    yield { type: 'thread.item.done', item: { ...item, content: [part] } };
    yield* streamWidget(turn, cards());
  },
});

export default {
  async fetch(request: Request): Promise<Response> {
    try {
      const result = await server.process(await request.text(), null);
      if (result.kind === 'json') return Response.json(result.body);
      return new Response(toEventStream(result.events).body, { headers: EVENT_STREAM_HEADERS });
    } catch (error) {
      if (error instanceof ChatKitError) return Response.json(error.body(), { status: error.status });
      throw error;
    }
  },
};
