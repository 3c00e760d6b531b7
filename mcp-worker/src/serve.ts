// One request of either door, from its URL to its log line.
import { metered, newMeter } from '#core/db/client.ts';
import { Misconfigured } from '#core/deployment.ts';
import type { AppError } from '#core/errors.ts';
import type { Deps } from './deps.ts';
import {
  authenticate,
  checkAddress,
  checkScope,
  checkSource,
  type Door,
  METADATA_PATH,
  ownUrl,
  tooMany,
  unauthorized,
} from './guard.ts';
import { readMessage } from './json-body.ts';
import { consoleLog, described, type Log, type LogLine } from './log.ts';
import { Refusal } from './refusal.ts';
import { answerMessage } from './server.ts';

/** What is known about a request so far; becomes its log line. */
type Seen = { line: Partial<LogLine>; log: Log };

const METHODS: Partial<Record<string, string>> = {
  '/': 'GET, HEAD',
  [METADATA_PATH]: 'GET, HEAD',
  '/mcp': 'POST',
};
const RPC_METHODS = [
  'initialize',
  'notifications/initialized',
  'ping',
  'server/discover',
  'tools/list',
  'tools/call',
];

const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Answers every request, whatever happens; `load` is asked for all paths but `/`. */
export async function serve(
  request: Request,
  door: Door,
  load: () => Promise<Deps>,
  log: Log = consoleLog,
): Promise<Response> {
  const start = Date.now();
  const path = new URL(request.url).pathname;
  const line = { door: 'mcp', entry: door, request_id: requestId(request, door), method: request.method };
  const seen: Seen = { line: { ...line, route: METHODS[path] ? path : 'other' }, log };
  const plain = await answer(request, path, door, load, seen).catch((error) =>
    refusal(error, seen).response(),
  );
  const response = new Response(request.method === 'HEAD' ? null : plain.body, plain);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  response.headers.set('X-Request-Id', line.request_id);
  log({ level: 'info', ...seen.line, status: response.status, ms: Date.now() - start });
  return response;
}

/** The API Worker hands its own id on, so that both logs tell one story; nobody else may choose one. */
function requestId(request: Request, door: Door): string {
  const given = request.headers.get('x-request-id') ?? '';
  return door === 'turn' && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

async function answer(
  request: Request,
  path: string,
  door: Door,
  load: () => Promise<Deps>,
  seen: Seen,
): Promise<Response> {
  const allowed = METHODS[path];
  if (!allowed) throw Refusal.http(404, 'not_found', 'Not found');
  if (!allowed.split(', ').includes(request.method)) {
    throw Refusal.http(405, 'method_not_allowed', 'Method not allowed', { Allow: allowed });
  }
  if (path === '/') return Response.json({ message: 'Todo MCP server is running!' });
  const deps = await load();
  if (door === 'public') {
    checkSource(request, deps);
    await checkAddress(request, deps);
  }
  return path === METADATA_PATH
    ? Response.json(metadata(request, deps))
    : answerMcp(request, deps, door, seen);
}

/** RFC 9728. */
const metadata = (request: Request, deps: Deps) => ({
  resource: `${ownUrl(request, deps)}/mcp`,
  scopes_supported: ['tasks:read'],
  bearer_methods_supported: ['header'],
  resource_name: 'edge-todo',
});

async function answerMcp(request: Request, deps: Deps, door: Door, { line, log }: Seen): Promise<Response> {
  const caller = await authenticate(request, deps, door);
  Object.assign(line, { user: await deps.logName(caller.userId), turn: caller.turnId });
  if (door === 'public' && !(await deps.limits.calls(caller.userId))) throw tooMany();
  const message = await readMessage(request);
  line.rpc = RPC_METHODS.includes(message.method) ? message.method : 'other';
  checkScope(message, caller, request, deps);

  const meter = newMeter();
  let refused: AppError | undefined;
  let fault: Error | undefined;
  const { userId, tokenVersion } = caller;
  const ctx = { userId, tokenVersion, db: metered(deps.db, meter), now: deps.now };
  const fail = (error: unknown) => log({ level: 'error', request_id: line.request_id, ...described(error) });
  const response = await answerMessage(request, message, {
    call: {
      ctx,
      args: message.params?.arguments,
      ended: (tool, code) => Object.assign(line, { tool, code }),
      failed: fail,
      refused: (error) => {
        refused = error;
      },
    },
    onFault: (error) => {
      fault = error;
    },
  });
  // The tool has ended only when the body has: a 2025 client is answered in a stream of one event.
  const body = response.body && (await response.arrayBuffer());
  Object.assign(line, { db_requests: meter.requests, db_ms: meter.ms });
  if (refused) throw unauthorized(request, deps, refused);
  if (response.status >= 500) fail(fault);
  return new Response(body, response);
}

function refusal(error: unknown, { line, log }: Seen): Refusal {
  const known =
    error instanceof Refusal ? error : unforeseen(error, (more) => log({ level: 'error', ...line, ...more }));
  line.code = known.code;
  return known;
}

function unforeseen(error: unknown, log: (more: Record<string, string>) => void): Refusal {
  if (error instanceof Misconfigured) {
    log({ error: `misconfigured: ${error.message}` });
    const why = error.production ? '' : `: ${error.message}`;
    return Refusal.http(503, 'misconfigured', `Service is not configured${why}`);
  }
  log(described(error));
  return Refusal.http(500, 'internal_error', 'Internal server error');
}
