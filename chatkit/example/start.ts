import { createChatKitServer } from '../index.ts';
import { MemoryStore } from '../testing/memory-store.ts';
import { chooseColour } from './colour-card.ts';
import { listen } from './http-server.ts';
import { createResponder, type User } from './respond.ts';

/** Starts the example on loopback; `curl` is a shell's line that talks to it. Close it yourself. */
export async function startExample({ port, pauseMs }: { port: number; pauseMs: number }) {
  const server = createChatKitServer<User>({
    store: new MemoryStore(({ userId }) => userId),
    respond: createResponder(pauseMs),
    actions: { stream: chooseColour },
    titleOf: ({ content }) => content[0]?.text,
  });
  const { url, close } = await listen(server, port);
  const input = { content: [{ type: 'input_text', text: 'A hat' }], attachments: [], inference_options: {} };
  const body = JSON.stringify({ type: 'threads.create', params: { input } });
  return { url, body, curl: `curl -N ${url} -H 'content-type: application/json' -d '${body}'`, close };
}
