// Who may knock, and with what: checks of one request, cheapest first. Nothing here asks the database.

import { verifyTurnToken } from '#core/auth/turn-token.ts';
import { AppError } from '#core/errors.ts';
import { REQUEST } from '#core/limits.ts';
import { TASK_TOOLS } from '#core/tools/task-tools.ts';
import type { ToolScope } from '#core/tools/tool.ts';
import type { Deps } from './deps.ts';
import type { Message } from './json-body.ts';
import { type ClientCaller, isClientToken, verifyClientToken } from './oauth/client-token.ts';
import type { OAuthCall } from './oauth/oauth.ts';
import { Refusal } from './refusal.ts';

export const METADATA_PATH = '/.well-known/oauth-protected-resource/mcp';

/** `public`: the Worker's own address. `turn`: the binding of the API Worker, which nobody else can reach. */
export type Door = 'public' | 'turn';

export type TurnCaller = {
  userId: string;
  tokenVersion: number;
  scopes: ReadonlySet<string>;
  conversationId: string;
  turnId: string;
};

/** A turn of our own chat, or an outside client that a person has connected. */
export type Caller = ({ kind: 'turn' } & TurnCaller) | ({ kind: 'client' } & ClientCaller);

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws Refusal 403: DNS rebinding, or a page of another site. */
export function checkSource(request: Request, { config }: Deps): void {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const isOwnHost = config.publicUrl ? host === new URL(config.publicUrl).host : isLoopback(`http://${host}`);
  if (!isOwnHost) throw Refusal.rpc(403, -32000, 'Host not allowed');
  const origin = request.headers.get('origin');
  if (origin !== null && !isAllowedOrigin(origin, { config })) {
    throw Refusal.rpc(403, -32000, 'Origin not allowed');
  }
}

export const isAllowedOrigin = (origin: string, { config }: Pick<Deps, 'config'>): boolean =>
  config.allowedOrigins.includes(origin) || (!config.production && isLoopback(origin));

function isLoopback(origin: string): boolean {
  const url = URL.parse(origin);
  return url !== null && /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname);
}

/** @throws Refusal 414 or 429. */
export async function checkAddress(request: Request, { limit }: Deps): Promise<void> {
  if (request.url.length > REQUEST.urlMaxBytes) throw Refusal.http(414, 'uri_too_long', 'URL is too long');
  if (!(await limit('address', addressOf(request)))) throw tooMany();
}

/** No other header names the caller: whoever wants may send X-Forwarded-For. */
export const addressOf = (request: Request): string => request.headers.get('cf-connecting-ip') ?? 'local';

export const tooMany = (): Refusal =>
  Refusal.http(429, 'rate_limited', 'Rate limit exceeded', { 'Retry-After': '60' });

/** @throws Refusal 401 with the challenge of RFC 6750 and RFC 9728, or 429 for a user or a grant. */
export async function authenticate(
  request: Request,
  deps: Deps,
  door: Door,
  oauth: () => OAuthCall,
): Promise<Caller> {
  const header = request.headers.get('authorization') ?? '';
  const token = /^bearer +(.+)$/i.exec(header)?.[1]?.trim();
  if (!token) throw unauthorized(request, deps, new AppError('not_authenticated', 'Not authenticated'));
  try {
    return isClientToken(token) && door === 'public'
      ? {
          kind: 'client',
          ...(await verifyClientToken(token, ownUrl(request, deps), oauth(), countCall(deps))),
        }
      : { kind: 'turn', ...(await verifyTurn(token, deps, door)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unauthenticated') throw error;
    throw unauthorized(request, deps, error);
  }
}

async function verifyTurn(token: string, deps: Deps, door: Door): Promise<TurnCaller> {
  // Outside development a turn token that leaves the binding has been stolen.
  if (door === 'public' && deps.config.production) {
    throw new AppError('invalid_token', 'Could not validate credentials');
  }
  const { scopes, ...claims } = await verifyTurnToken(deps.turnKeys, token, deps.now());
  if (door === 'public') await countCall(deps)(claims.userId);
  return { ...claims, scopes: new Set(scopes.flatMap(withIncluded)) };
}

/** Only whoever holds a good token can spend an allowance. */
const countCall =
  ({ limit }: Deps) =>
  async (key: string): Promise<void> => {
    if (!(await limit('calls', key))) throw tooMany();
  };

const withIncluded = (scope: string): string[] =>
  scope === 'tasks:write' ? ['tasks:write', 'tasks:read'] : [scope];

export function unauthorized(request: Request, deps: Deps, { code, message }: AppError): Refusal {
  const error = code === 'not_authenticated' ? '' : 'error="invalid_token", ';
  const challenge = `Bearer ${error}resource_metadata="${metadataUrl(request, deps)}", scope="tasks:read"`;
  return Refusal.http(401, code, message, { 'WWW-Authenticate': challenge });
}

/** @throws Refusal 403 `insufficient_scope`, before anything runs. */
export function checkScope(message: Message, caller: Caller, request: Request, deps: Deps): void {
  const needed = neededScope(message);
  if (!needed || caller.scopes.has(needed)) return;
  const challenge = `Bearer error="insufficient_scope", scope="${needed}", resource_metadata="${metadataUrl(request, deps)}"`;
  throw Refusal.http(403, 'insufficient_scope', `This needs the right ${needed}`, {
    'WWW-Authenticate': challenge,
  });
}

/** All of these show tasks. */
const READING = new Set(['resources/read', 'prompts/get', 'completion/complete']);

function neededScope({ method, params }: Message): ToolScope | undefined {
  if (READING.has(method)) return 'tasks:read';
  return method === 'tools/call' ? TASK_TOOLS.find((tool) => tool.name === params?.name)?.scope : undefined;
}

/** Our public address; in development the one the request came to, which `checkSource` has found to be ours. */
export function ownUrl(request: Request, { config }: Deps): string {
  return config.publicUrl || new URL(request.url).origin;
}

const metadataUrl = (request: Request, deps: Deps): string => `${ownUrl(request, deps)}${METADATA_PATH}`;
