// One JSON-RPC message at /mcp: who asks, what is asked, and what it cost.
import type { Context } from '#core/context.ts';
import type { AppError } from '#core/errors.ts';
import type { Deps } from './deps.ts';
import { authenticate, type Caller, checkScope, type Door, unauthorized } from './guard.ts';
import { readMessage } from './json-body.ts';
import { described, type Log, type LogLine } from './log.ts';
import { oauthCall } from './oauth/oauth.ts';
import { answerMessage } from './server.ts';

/** What is known about a request so far; becomes its log line. */
export type Seen = { line: Partial<LogLine>; log: Log };

const RPC_METHODS = [
  'initialize',
  'notifications/initialized',
  'ping',
  'server/discover',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
];

/** @throws Refusal, or AppError `database_unavailable` and `rate_limited`. */
export async function answerMcp(
  request: Request,
  deps: Deps,
  door: Door,
  { line, log, db }: Seen & { db: Context['db'] },
): Promise<Response> {
  const caller = await authenticate(request, deps, door, () => oauthCall(request, deps, db));
  Object.assign(line, { user: await deps.logName(caller.userId), ...loggedOf(caller) });
  const message = await readMessage(request);
  line.rpc = RPC_METHODS.includes(message.method) ? message.method : 'other';
  checkScope(message, caller, request, deps);

  let refused: AppError | undefined;
  let fault: Error | undefined;
  const fail = (error: unknown) => log({ level: 'error', request_id: line.request_id, ...described(error) });
  const response = await answerMessage(request, message, {
    call: {
      ctx: contextOf(caller, db, deps.now),
      args: message.params?.arguments,
      meta: message.params?._meta,
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
  if (refused) throw unauthorized(request, deps, refused);
  if (response.status >= 500) fail(fault);
  return new Response(body, response);
}

/** Who acts, as the events of tasks will say it. */
function contextOf(caller: Caller, db: Context['db'], now: () => Date): Context {
  const { userId, tokenVersion } = caller;
  const always = { userId, tokenVersion, db, now };
  if (caller.kind === 'client') return { ...always, actor: `mcp:${caller.client}` };
  return { ...always, actor: 'chat', conversationId: caller.conversationId, turnId: caller.turnId };
}

const loggedOf = (caller: Caller): Partial<LogLine> =>
  caller.kind === 'turn' ? { turn: caller.turnId } : { grant: caller.grantId };
