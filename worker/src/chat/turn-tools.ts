import type { Turn } from '#chatkit/index.ts';
import type { SigningKeys } from '#core/auth/keys.ts';
import { signTurnToken } from '#core/auth/turn-token.ts';
import { CHANGES_META } from '#core/call-meta.ts';
import { TIMEOUT, TURN } from '#core/limits.ts';
import type { DeletionGate } from '../agent/deletion-gate.ts';
import { type McpCallResult, McpTools } from '../agent/mcp-client.ts';
import type { ChatContext } from './context.ts';

export type ToolDeps = {
  /** The MCP Worker, over the service binding. */
  mcp: { fetch(request: Request): Promise<Response> };
  turnKeys: SigningKeys;
};

/** The tools of a turn, with a token of its own. @param deletions Without it every deletion is carried out. */
export async function turnTools(
  deps: ToolDeps,
  { context, thread, turnId }: Pick<Turn<ChatContext>, 'context' | 'thread' | 'turnId'>,
  options: { deletions?: DeletionGate; signal?: AbortSignal; onResult?: (result: McpCallResult) => void },
): Promise<McpTools> {
  const { userId, tokenVersion, requestId } = context;
  const claims = { userId, tokenVersion, conversationId: thread.id, turnId };
  return new McpTools({
    fetch: (request) => {
      request.headers.set('x-request-id', requestId); // so that both Workers' logs tell one story
      return deps.mcp.fetch(request);
    },
    token: await signTurnToken(deps.turnKeys, claims, context.now()),
    changesMeta: CHANGES_META,
    timeoutMs: TIMEOUT.mcpCallMs,
    limits: { calls: TURN.toolCalls, changes: TURN.changes },
    ...options,
  });
}
