import type { Misconfigured } from '#core/deployment.ts';
import type { Log } from './http/log.ts';
import { GREETING } from './routes/root.ts';

/** All that a Worker with a missing or weak variable says. In development the answer names the variable too. */
export function answerMisconfigured(request: Request, error: Misconfigured, log: Log): Response {
  const { pathname } = new URL(request.url);
  if (pathname === '/' && (request.method === 'GET' || request.method === 'HEAD'))
    return Response.json(GREETING);
  log('misconfigured', { error, problems: error.problems });
  const named = error.production ? '' : `: ${error.problems.join('; ')}`;
  return Response.json(
    { detail: `Service is not configured${named}`, code: 'misconfigured' },
    { status: 503, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } },
  );
}
