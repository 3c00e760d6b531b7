// The API Worker says which grants a person has ended; only this Worker can reach their records in KV.
import * as z from 'zod';
import { REQUEST } from '#core/limits.ts';
import { readText } from '../body.ts';
import { Refusal } from '../refusal.ts';
import type { OAuthCall } from './oauth.ts';

/** On the turn door only. */
export const REVOCATIONS_PATH = '/grants/revocations';

const Revocations = z.strictObject({
  grants: z.array(z.strictObject({ userId: z.uuid(), serverGrantId: z.string().min(1).max(64) })).max(100),
});

/** `POST /grants/revocations`, through the binding. @throws Refusal 400 or 413. */
export async function revokeAtServer(request: Request, { helpers, grants }: OAuthCall): Promise<Response> {
  const body = Revocations.safeParse(parse(await readText(request, REQUEST.authBodyMaxBytes)));
  if (!body.success) throw Refusal.http(400, 'invalid_request', 'Grants expected');
  for (const { userId } of body.data.grants) grants.forget(userId);
  await Promise.all(
    body.data.grants.map(({ userId, serverGrantId }) => helpers.revokeGrant(serverGrantId, userId)),
  );
  return new Response(null, { status: 204 });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
