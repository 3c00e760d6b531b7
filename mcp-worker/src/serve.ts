// One request of either door, from its URL to its log line.
import { metered, newMeter } from '#core/db/client.ts';
import { appErrorIn } from '#core/db/faults.ts';
import { Misconfigured } from '#core/deployment.ts';
import { answerMcp, type Seen } from './answer-mcp.ts';
import { addCors, isPreflight, preflightAnswer } from './cors.ts';
import type { Deps } from './deps.ts';
import { checkAddress, checkSource, type Door, METADATA_PATH } from './guard.ts';
import { consoleLog, described, type Log } from './log.ts';
import { resourceMetadata } from './oauth/metadata.ts';
import { answerOAuth, OAUTH_ROUTES, oauthCall } from './oauth/oauth.ts';
import { REVOCATIONS_PATH, revokeAtServer } from './oauth/revocations.ts';
import { Refusal } from './refusal.ts';

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
  execution: ExecutionContext,
  log: Log = consoleLog,
): Promise<Response> {
  const start = Date.now();
  const path = new URL(request.url).pathname;
  const line = { door: 'mcp', entry: door, request_id: requestId(request, door), method: request.method };
  const seen: Seen = { line: { ...line, route: methodsOf(path, door) ? path : 'other' }, log };
  let deps: Deps | undefined;
  const remember = async () => {
    deps = await load();
    return deps;
  };
  const plain = await answer(request, path, door, remember, execution, seen).catch((error) =>
    refusal(error, seen).response(),
  );
  const response = new Response(request.method === 'HEAD' ? null : plain.body, plain);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  response.headers.set('X-Request-Id', line.request_id);
  if (door === 'public') addCors(response.headers, request, deps);
  log({ level: 'info', ...seen.line, status: response.status, ms: Date.now() - start });
  return response;
}

/** The API Worker hands its own id on, so that both logs tell one story; nobody else may choose one. */
function requestId(request: Request, door: Door): string {
  const given = request.headers.get('x-request-id') ?? '';
  return door === 'turn' && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** The methods of a path, separated by commas; nothing for a path that is not there. */
function methodsOf(path: string, door: Door): string | undefined {
  if (path === '/' || path === METADATA_PATH) return 'GET, HEAD';
  if (path === '/mcp') return 'POST';
  return door === 'turn' ? (path === REVOCATIONS_PATH ? 'POST' : undefined) : OAUTH_ROUTES[path]?.methods;
}

async function answer(
  request: Request,
  path: string,
  door: Door,
  load: () => Promise<Deps>,
  execution: ExecutionContext,
  seen: Seen,
): Promise<Response> {
  const allowed = methodsOf(path, door);
  if (!allowed) throw Refusal.http(404, 'not_found', 'Not found');
  const asksFirst = door === 'public' && path !== '/' && isPreflight(request);
  if (!asksFirst && !allowed.split(', ').includes(request.method)) {
    throw Refusal.http(405, 'method_not_allowed', 'Method not allowed', { Allow: allowed });
  }
  if (path === '/') return Response.json({ message: 'Todo MCP server is running!' });
  const deps = await load();
  if (door === 'public') {
    checkSource(request, deps);
    await checkAddress(request, deps);
  }
  if (asksFirst) return preflightAnswer();
  if (path === METADATA_PATH) return Response.json(resourceMetadata(request, deps));
  const meter = newMeter();
  const db = metered(deps.db, meter);
  try {
    const route = OAUTH_ROUTES[path];
    if (route) return await answerOAuth(request, route, deps, { db, execution });
    if (path === REVOCATIONS_PATH) return await revokeAtServer(request, oauthCall(request, deps, db));
    return await answerMcp(request, deps, door, { ...seen, db });
  } finally {
    Object.assign(seen.line, { db_requests: meter.requests, db_ms: meter.ms });
  }
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
  const known = appErrorIn(error);
  if (known?.kind === 'limit') {
    return Refusal.http(429, known.code, known.message, {
      'Retry-After': `${known.retryAfterSeconds ?? 60}`,
    });
  }
  log(described(error));
  if (known?.kind === 'unavailable') {
    return Refusal.http(503, known.code, known.message, { 'Retry-After': '5' });
  }
  return Refusal.http(500, 'internal_error', 'Internal server error');
}
