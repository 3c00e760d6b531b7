// The HTTP face of the database: one request in, one answer out.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';
import { errorBody, type Outcome } from './messages.ts';
import { BATCH_HEADERS, BadRequest, checkConnectionString, readRequest } from './request.ts';
import { MAX_BYTES } from './run.ts';

type Answer = { status: number; body: unknown };

export async function answer(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, body } = await answerTo(engine, request);
  for (const name of BATCH_HEADERS) {
    const value = request.headers[name];
    if (value !== undefined && status === 200) response.setHeader(name, value);
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function answerTo(engine: Engine, request: IncomingMessage): Promise<Answer> {
  // A web page can make its own host's name mean 127.0.0.1; it cannot change the Host header that then arrives.
  const isLocal = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
  const route = isLocal ? `${request.method} ${request.url}` : '';
  if (route === 'GET /health') return { status: 200, body: { ok: true } };
  if (route !== 'POST /sql') return { status: 400, body: errorBody({ message: 'query is not supported' }) };
  try {
    checkConnectionString(request.headers['neon-connection-string']?.toString());
    const text = await readBody(request);
    if (text === null) return { status: 413, body: errorBody({ message: 'request is too large' }) };
    return toAnswer(await engine.run(readRequest(request.headers, text)));
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return { status: 400, body: errorBody({ message: error.message, code: error.code }) };
  }
}

function toAnswer(outcome: Outcome): Answer {
  switch (outcome.kind) {
    case 'done':
      return { status: 200, body: outcome.json };
    case 'failed':
      return { status: 400, body: outcome.error }; // any other status, and the driver does not read the body
    case 'too_large':
      return { status: 507, body: errorBody({ message: `response is larger than ${MAX_BYTES} bytes` }) };
    case 'broken':
      return { status: 500, body: errorBody({ message: `The database gave no answer: ${outcome.reason}` }) };
  }
}

/** The body as text; null when it is larger than the limit, all of it read so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  return size > MAX_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}
