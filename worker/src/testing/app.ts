// For tests: the app as production builds it from its environment, with what a test watches or changes put in.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { signAccessToken } from '#core/auth/access-token.ts';
import { aUser, type TestUser } from '#dev/factories.ts';
import { createApp } from '../app.ts';
import { createDeps, type Deps } from '../deps.ts';
import { readConfig } from '../env.ts';
import { createLog } from '../http/log.ts';

/** `json` is sent as such; everything else is what `fetch` takes. */
export type Init = RequestInit & { json?: unknown };

export type TestApp = {
  deps: Deps;
  /** The log so far, a parsed line each. */
  lines: Record<string, unknown>[];
  /** Answers once everything put off with `waitUntil` has ended, unless the body still streams. */
  call(path: string, init?: Init): Promise<Response>;
  /** `call` with an access token of this user. */
  as(user: TestUser): Promise<TestApp['call']>;
  /** A user, and `call` with their access token. */
  signedIn(): Promise<{ user: TestUser; call: TestApp['call'] }>;
};

export const ORIGIN = 'http://localhost:5173';

/** @param given Variables and bindings that differ from the test environment, and deps to replace. */
export async function anApp(given: { env?: object; deps?: Partial<Deps> } = {}): Promise<TestApp> {
  const lines: TestApp['lines'] = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  const config = readConfig({ ...env, WEB_ORIGIN: ORIGIN, ...given.env });
  const made = await createDeps(config, { log: createLog({ log: write, error: write }), ...given.deps });
  const deps = { ...made, ...given.deps };
  const app = createApp(deps);

  const call: TestApp['call'] = async (path, { json, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const body = json === undefined ? init.body : JSON.stringify(json);
    const context = createExecutionContext();
    const request = new Request(`http://api.test${path}`, { ...init, ...(body && { body }), headers });
    const response = await app.fetch(request, env, context);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await waitOnExecutionContext(context);
    }
    return response;
  };

  const as = async (user: TestUser) =>
    withToken(call, await signAccessToken(deps.accessKeys, user, deps.now()));
  const signedIn = async () => {
    const user = await aUser(deps.db, { now: deps.now });
    return { user, call: await as(user) };
  };
  return { deps, lines, call, as, signedIn };
}

export const withToken =
  (call: TestApp['call'], token: string): TestApp['call'] =>
  (path, init = {}) =>
    call(path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

/** The parsed body of an answer with this status; fails with the body otherwise. */
export async function expectStatus<Body>(response: Response, status: number): Promise<Body> {
  const text = await response.text();
  expect({ status: response.status, body: text }).toMatchObject({ status });
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

/** Asserts an error of the product: exactly `detail` and `code`, and the challenge that belongs to a 401. */
export async function expectError(response: Response, status: number, code: string): Promise<string> {
  const body = await expectStatus<{ detail: string; code: string }>(response, status);
  expect(body).toEqual({ detail: expect.anything(), code });
  expect(response.headers.get('www-authenticate') !== null).toBe(status === 401);
  return body.detail;
}
