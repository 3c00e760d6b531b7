// An app that asks for access to tasks, as far as a picture of the question needs one.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type OutsideApp = {
  /** What the app opens in the browser. */
  askUrl: string;
  /** Where the browser is when it has come back. */
  callbackUrl: string;
  close: () => void;
};

/** Registers with the MCP Worker and listens for the answer. @param mcpUrl The address that apps are given. */
export async function startOutsideApp(mcpUrl: string): Promise<OutsideApp> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<title>App</title><p>Back in the app</p>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const answer = await fetch(new URL('/oauth/register', mcpUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Desk Assistant',
      redirect_uris: [callbackUrl],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    }),
  });
  if (!answer.ok) throw new Error(`The app could not register: ${answer.status} ${await answer.text()}`);
  const { client_id } = (await answer.json()) as { client_id: string };
  const ask = new URL('/authorize', mcpUrl);
  ask.search = new URLSearchParams({
    ...{ response_type: 'code', client_id, redirect_uri: callbackUrl, resource: mcpUrl },
    ...{ scope: 'tasks:read tasks:write', state: crypto.randomUUID() },
    ...{ code_challenge: await challengeOf(crypto.randomUUID()), code_challenge_method: 'S256' },
  }).toString();
  return { askUrl: ask.href, callbackUrl, close: () => server.close() };
}

async function challengeOf(verifier: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return Buffer.from(hash).toString('base64url');
}
