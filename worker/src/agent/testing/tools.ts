// For the tests of this folder: the tools of a new user, and servers that misbehave.
import { env } from 'cloudflare:workers';
import { type SigningKeys, signingKeys } from '#core/auth/keys.ts';
import { signTurnToken } from '#core/auth/turn-token.ts';
import { CHANGES_META } from '#core/call-meta.ts';
import { connect } from '#core/db/client.ts';
import { aUser, type TestUser } from '#dev/factories.ts';
import { type McpCall, type McpCallResult, McpTools, type McpToolsOptions } from '../mcp-client.ts';

export const db = connect(env.DATABASE_URL, (env as { NEON_HTTP_ENDPOINT?: string }).NEON_HTTP_ENDPOINT);
export const LIMITS = { calls: 30, changes: 25 };

export async function tokenOf({ userId, tokenVersion }: TestUser, keys?: SigningKeys): Promise<string> {
  const ids = { conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() };
  return signTurnToken(
    keys ?? (await signingKeys(env.MCP_TOKEN_SECRET)),
    { userId, tokenVersion, ...ids },
    new Date(),
  );
}

/** The tools of a new user, over the real binding unless told otherwise. */
export async function someTools(options: Partial<McpToolsOptions> = {}) {
  const user = await aUser(db);
  const calls: McpCall[] = [];
  const results: McpCallResult[] = [];
  const tools = new McpTools({
    fetch: (request) => env.MCP.fetch(request),
    token: await tokenOf(user),
    changesMeta: CHANGES_META,
    timeoutMs: 8_000,
    limits: LIMITS,
    onCall: (call) => calls.push(call),
    onResult: (result) => results.push(result),
    ...options,
  });
  return { user, tools, calls, results };
}

/** A server that answers like this, once for each given answer and the last one for good. */
export function answering(...answers: (() => Response | Promise<Response>)[]): McpToolsOptions['fetch'] {
  let i = 0;
  return async () => {
    const answer = answers[Math.min(i, answers.length - 1)];
    i += 1;
    if (!answer) throw new Error('no answer given');
    return answer();
  };
}

export const lost = () => Promise.reject(new Error('Network connection lost.'));
export const status = (code: number) => () => new Response('{}', { status: code });
