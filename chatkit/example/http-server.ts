// ChatKit behind Node's own http server: one POST, answered with a stream or with JSON.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ChatKitError, type ChatKitServer, EVENT_STREAM_HEADERS, toEventStream } from '../index.ts';
import type { User } from './respond.ts';

export type Listening = { url: string; close(): Promise<void> };

/** Listens on loopback; port 0 takes a free one. Everybody who asks is one user: a product reads a session. */
export async function listen(chatkit: ChatKitServer<User>, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(chatkit, request, response).catch((error: unknown) => {
      console.error('A request could not be answered', error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { detail: 'Something went wrong', code: 'internal' });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chatkit`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  chatkit: ChatKitServer<User>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/chatkit') {
    sendJson(response, 404, { detail: 'POST /chatkit is all there is', code: 'not_found' });
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const result = await chatkit.process(await text(request), { userId: 'you' }, { signal: gone.signal });
    if (result.kind === 'json') {
      sendJson(response, 200, result.body);
      return;
    }
    const { body, done } = toEventStream(result.events);
    response.writeHead(200, { ...EVENT_STREAM_HEADERS, 'x-turn-id': result.turnId });
    // A reader that leaves is no failure; the turn hears of it by the signal.
    await pipeline(body.values(), response).catch(() => {});
    await done;
  } catch (error) {
    if (!(error instanceof ChatKitError)) throw error;
    sendJson(response, error.status, error.body());
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
