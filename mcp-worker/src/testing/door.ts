// For the tests of this folder: a door with real dependencies, users with tokens, and hand-made JSON-RPC.
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { signTurnToken } from '#core/auth/turn-token.ts';
import type { RawAnswer } from '#core/tools/testing/callers.ts';
import { aUser, type TestUser } from '#dev/factories.ts';
import { createDeps, type Deps } from '../deps.ts';
import { type Config, readConfig } from '../env.ts';
import type { Door } from '../guard.ts';
import type { LogLine } from '../log.ts';
import { serve } from '../serve.ts';

export type TestDoor = {
  deps: Deps;
  /** What the door has logged. */
  lines: LogLine[];
  fetch(request: Request, door?: Door): Promise<Response>;
};

export const PRODUCTION: Partial<Config> = {
  production: true,
  publicUrl: 'https://mcp.example.com',
  allowedOrigins: ['https://app.example.com'],
};

export async function aDoor(config: Partial<Config> = {}, others: Partial<Deps> = {}): Promise<TestDoor> {
  const deps = { ...(await createDeps({ ...readConfig(env), ...config })), ...others };
  const lines: LogLine[] = [];
  return {
    deps,
    lines,
    fetch: (request, door = 'public') =>
      serve(
        request,
        door,
        async () => deps,
        createExecutionContext(),
        (line) => lines.push(line),
      ),
  };
}

export const newUser = ({ deps }: TestDoor): Promise<TestUser> => aUser(deps.db);

export const turnToken = (
  { deps }: TestDoor,
  user: TestUser,
  scope?: string,
  now = deps.now(),
): Promise<string> =>
  signTurnToken(
    deps.turnKeys,
    {
      userId: user.userId,
      tokenVersion: user.tokenVersion,
      conversationId: crypto.randomUUID(),
      turnId: crypto.randomUUID(),
      ...(scope !== undefined && { scope }),
    },
    now,
  );

type Headers = Record<string, string | undefined>;

/** Tokens of one conversation, one for each turn. */
export function conversation({ deps }: TestDoor, user: TestUser): () => Promise<string> {
  const ids = { ...user, conversationId: crypto.randomUUID() };
  return () => signTurnToken(deps.turnKeys, { ...ids, turnId: crypto.randomUUID() }, deps.now());
}

const URL_OF_MCP = 'http://127.0.0.1:8788/mcp';
const REVISION = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A POST of exactly this body. Headers given as undefined are left out. */
export function post(body: BodyInit, headers: Headers = {}, url: string = URL_OF_MCP): Request {
  const all = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Request(url, { method: 'POST', headers: sent, body });
}

/** A request as the revisions of 2025 send it. */
export const legacy = (method: string, params: object, headers: Headers = {}, url?: string): Request =>
  post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), headers, url);

/** A request as the revision 2026-07-28 sends it: its envelope in `_meta`, its method and name in headers. */
export function modern(
  method: string,
  params: Record<string, unknown>,
  headers: Headers = {},
  url?: string,
): Request {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method,
    params: { ...params, _meta: { ...Object(params._meta), ...META } },
  });
  const name = typeof params.name === 'string' ? params.name : undefined;
  const standard = { 'mcp-protocol-version': REVISION, 'mcp-method': method, 'mcp-name': name };
  return post(body, { ...standard, ...headers }, url);
}

export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

type RpcAnswer = {
  result?: {
    isError?: boolean;
    content?: { text: string }[];
    structuredContent?: unknown;
    tools?: unknown[];
  };
  error?: { code: number; message: string };
};

/** The JSON-RPC answer, out of a JSON body or of the one event of a stream. */
export async function rpcAnswer(response: Response): Promise<RpcAnswer> {
  const text = await response.text();
  const json = /^data: (.+)$/m.exec(text)?.[1] ?? text;
  return JSON.parse(json) as RpcAnswer;
}

export async function toolAnswer(response: Response): Promise<RawAnswer> {
  const { result, error } = await rpcAnswer(response);
  if (!result) throw new Error(`HTTP ${response.status}, JSON-RPC error ${error?.code} ${error?.message}`);
  return {
    isError: result.isError === true,
    text: result.content?.[0]?.text ?? '',
    structured: result.structuredContent,
  };
}
