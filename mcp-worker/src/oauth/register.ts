import { REQUEST } from '#core/limits.ts';
import { readText } from '../body.ts';
import type { OAuthCall } from './oauth.ts';

/** `POST /oauth/register`: RFC 7591, for clients that have no document of their own. @throws Refusal 413 */
export async function register(
  request: Request,
  { server, env }: OAuthCall,
  execution: ExecutionContext,
): Promise<Response> {
  const body = await readText(request, REQUEST.authBodyMaxBytes);
  return server.fetch(
    new Request(request.url, { method: 'POST', headers: request.headers, body }),
    env,
    execution,
  );
}
