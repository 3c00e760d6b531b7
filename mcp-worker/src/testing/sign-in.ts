// For tests: an outside client that signs in step by step, with the person's decision made by a script.
import { expect } from 'vitest';
import { decideRequest } from '#core/grants/requests.ts';
import type { TestUser } from '#dev/factories.ts';
import type { TestDoor } from './door.ts';

export const MCP = 'http://127.0.0.1:8788';
export const CALLBACK = 'http://127.0.0.1:3000/cb';

/** Limits by address must not connect one test with another. */
const fromSomewhere = (headers: HeadersInit = {}): Headers => {
  const all = new Headers(headers);
  const group = () => Math.floor(Math.random() * 65_536).toString(16);
  all.set('cf-connecting-ip', `2001:db8:${group()}:${group()}::1`);
  return all;
};

type Fields = Record<string, string | undefined>;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export async function proofKey(): Promise<{ verifier: string; challenge: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(digest)) };
}

/** Asks to be registered, as a public client unless the metadata says otherwise. */
export const register = (door: TestDoor, metadata: Record<string, unknown> = {}): Promise<Response> =>
  door.fetch(
    new Request(`${MCP}/oauth/register`, {
      method: 'POST',
      headers: fromSomewhere({ 'content-type': 'application/json' }),
      body: JSON.stringify({
        client_name: 'Test client',
        redirect_uris: [CALLBACK],
        token_endpoint_auth_method: 'none',
        ...metadata,
      }),
    }),
  );

export async function aClient(door: TestDoor, metadata?: Record<string, unknown>): Promise<string> {
  const response = await register(door, metadata);
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { client_id: string }).client_id;
}

/** The browser at `/authorize`; fields given as undefined are left out. */
export function authorize(door: TestDoor, fields: Fields, cookie?: string): Promise<Response> {
  const url = new URL(`${MCP}/authorize`);
  const all = {
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'tasks:read tasks:write',
    state: 'state of the client',
    code_challenge_method: 'S256',
    ...fields,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
  return door.fetch(new Request(url, { headers: fromSomewhere(cookie ? { cookie } : {}) }));
}

export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

export const requestIdOf = (response: Response): string =>
  new URL(response.headers.get('location') ?? 'http://none').searchParams.get('request') ?? '';

export const complete = (door: TestDoor, id: string, cookie: string): Promise<Response> =>
  door.fetch(new Request(`${MCP}/authorize/complete?request=${id}`, { headers: fromSomewhere({ cookie }) }));

export type Code = { code: string; verifier: string; clientId: string };

/** From `/authorize` to the code, with the person's yes. */
export async function aCode(
  door: TestDoor,
  user: TestUser,
  given: { clientId?: string; fields?: Fields; changeTasks?: boolean } = {},
): Promise<Code> {
  const clientId = given.clientId ?? (await aClient(door));
  const { verifier, challenge } = await proofKey();
  const begun = await authorize(door, { client_id: clientId, code_challenge: challenge, ...given.fields });
  const id = requestIdOf(begun);
  await decideRequest(user, id, { decision: 'allow', change_tasks: given.changeTasks ?? true });
  const done = await complete(door, id, cookieOf(begun));
  const code = new URL(done.headers.get('location') ?? 'http://none').searchParams.get('code') ?? '';
  return { code, verifier, clientId };
}

export const askToken = (door: TestDoor, fields: Fields, headers: HeadersInit = {}): Promise<Response> =>
  door.fetch(
    new Request(`${MCP}/oauth/token`, {
      method: 'POST',
      headers: fromSomewhere(headers),
      body: new URLSearchParams(
        Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    }),
  );

export const redeem = (door: TestDoor, { code, verifier, clientId }: Code, fields: Fields = {}) =>
  askToken(door, {
    grant_type: 'authorization_code',
    code,
    client_id: clientId,
    redirect_uri: CALLBACK,
    code_verifier: verifier,
    ...fields,
  });

export const refresh = (door: TestDoor, clientId: string, refreshToken: string, fields: Fields = {}) =>
  askToken(door, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...fields,
  });

export type Tokens = { access_token: string; refresh_token: string; scope: string; expires_in: number };

export async function tokensOf(response: Response): Promise<Tokens> {
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Tokens;
}

/** A client that has signed in. */
export async function aConnectedClient(
  door: TestDoor,
  user: TestUser,
  given: Parameters<typeof aCode>[2] = {},
): Promise<Tokens & { clientId: string }> {
  const code = await aCode(door, user, given);
  return { ...(await tokensOf(await redeem(door, code))), clientId: code.clientId };
}

/** The browser at `/authorize` with a good proof key, whose other half nobody keeps. */
export const asked = async (door: TestDoor, fields: Record<string, string | undefined>) =>
  authorize(door, { code_challenge: (await proofKey()).challenge, ...fields });

/** A refusal that stays here: a text for the person, and nothing goes to an address that may not be the client's. */
export async function expectPage(response: Response): Promise<void> {
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status: 400 });
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('location')).toBeNull();
}

/** A refusal that the client hears. */
export function expectErrorRedirect(response: Response, error: string): void {
  expect(response.status).toBe(302);
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe(CALLBACK);
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    error,
    state: 'state of the client',
    iss: MCP,
  });
  expect(location.searchParams.has('code')).toBe(false);
}
