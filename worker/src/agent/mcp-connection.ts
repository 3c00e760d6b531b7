// One turn's connection to the MCP Worker: the protocol's client over a binding, without a handshake.
import { Client, type PriorDiscovery, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export type McpFetch = (request: Request) => Promise<Response>;

/** The tools cannot be had at all, so the turn must end: a fault of the deployment, never of the model. */
export class McpUnavailableError extends Error {
  override readonly name = 'McpUnavailableError';
  readonly kind: 'auth' | 'unreachable';

  constructor(kind: McpUnavailableError['kind'], cause: unknown) {
    super(`MCP ${kind}`, { cause });
    this.kind = kind;
  }
}

// No request finds out what the server speaks: both Workers are deployed from one repository. A revision
// that the server no longer speaks fails at the first call.
const PRIOR: PriorDiscovery = {
  kind: 'modern',
  discover: { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
};

const URL_BEHIND_BINDING = new URL('https://mcp.internal/mcp');
const ANSWER_MAX_CHARACTERS = 64 * 1024;

/**
 * Sends nothing yet. Requests reject with `McpUnavailableError` when the server refuses the token (401, 403),
 * fails (5xx) or cannot be reached, and with other errors when it answers nonsense.
 */
export async function connectMcp(fetch: McpFetch, token: string): Promise<Client> {
  const client = new Client({ name: 'edge-todo-agent', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(URL_BEHIND_BINDING, {
    fetch: (url, init) => wholeAnswer(fetch, new Request(url, init)),
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  await client.connect(transport, { prior: PRIOR });
  return client;
}

/** Read to the end here, so that a connection lost in the middle counts as lost. */
async function wholeAnswer(fetch: McpFetch, request: Request): Promise<Response> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(request);
    text = await response.text();
  } catch (error) {
    throw new McpUnavailableError('unreachable', error);
  }
  const { status } = response;
  if (status === 401 || status === 403) throw new McpUnavailableError('auth', `HTTP ${status}`);
  if (status >= 500) throw new McpUnavailableError('unreachable', `HTTP ${status}`);
  if (text.length > ANSWER_MAX_CHARACTERS) throw new Error('MCP answer is too long');
  return new Response(status === 202 || status === 204 ? null : text, { status, headers: response.headers });
}
