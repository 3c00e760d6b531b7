// From an HTTP request to an answer: authorization, body, the two APIs, the doors for tests.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Exchange } from './exchange.ts';
import { nextReply } from './rules/next-reply.ts';
import { streamReply } from './rules/stream-reply.ts';
import { answerFromScript } from './scripts/answer-from-script.ts';
import { answerTestCall } from './scripts/script-routes.ts';
import type { ScriptStore } from './scripts/script-store.ts';
import { randomIds } from './wire/answer-writer.ts';
import { ApiError, badRequest } from './wire/api-error.ts';
import { createWriter } from './wire/create-writer.ts';
import type { ModelRequest } from './wire/model-request.ts';
import { parseJson } from './wire/read-json.ts';
import { readChatRequest, readResponsesRequest } from './wire/read-request.ts';

const BODY_MAX_BYTES = 8 * 1024 * 1024;
const MODEL = { id: 'edge-todo-local', object: 'model', created: 1_760_000_000, owned_by: 'edge-todo' };

export type Serving = { scripts: ScriptStore; deltaMs: number };

/** Answers every request; never rejects. */
export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  try {
    await route(request, response, serving);
  } catch (error) {
    if (!(error instanceof ApiError)) console.error('model server:', error);
    if (response.headersSent) response.destroy();
    else
      sendError(
        response,
        error instanceof ApiError ? error : new ApiError(500, 'The model server has a fault.'),
      );
  }
}

async function route(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/test/')) {
    const gone = closed(response);
    const body = () => readBody(request);
    return sendJson(response, 200, await answerTestCall(serving.scripts, { method, url, body, gone }));
  }
  if (!/^Bearer \S+$/.test(headers.authorization ?? '')) {
    throw new ApiError(401, 'Send an API key as `Authorization: Bearer KEY`.', { code: 'invalid_api_key' });
  }
  const door = `${method} ${url.pathname}`;
  if (door === 'GET /v1/models') return sendJson(response, 200, { object: 'list', data: [MODEL] });
  if (door === 'POST /v1/responses')
    return answer(readResponsesRequest(await readBody(request)), response, serving);
  if (door === 'POST /v1/chat/completions')
    return answer(readChatRequest(await readBody(request)), response, serving);
  throw new ApiError(404, `Unknown request URL: ${door}.`, { code: 'unknown_url' });
}

async function answer(request: ModelRequest, response: ServerResponse, serving: Serving): Promise<void> {
  const script = serving.scripts.named(request);
  if (script) return answerFromScript(script, request, response);
  const exchange = new Exchange(response, request, createWriter(request, randomIds));
  return streamReply(nextReply(request), exchange, serving.deltaMs);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) throw new ApiError(413, 'The body of the request is too large.');
    chunks.push(chunk);
  }
  const body = parseJson(Buffer.concat(chunks).toString('utf8'));
  if (body === undefined) throw badRequest('The body of the request is not valid JSON.');
  return body;
}

function closed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: ApiError): void {
  sendJson(response, error.status, error, error.headers);
}
