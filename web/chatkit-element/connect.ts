import type { ChatKitOptions, CustomApiConfig } from '@openai/chatkit';
import { createClient } from './client/client.ts';
import { noServer } from './client/no-server.ts';
import { clock } from './clock.ts';
import { createSession, type Emit, log, type Session } from './state/session.ts';

type Host = {
  emit: Emit;
  /** Looked up for each request, because the host may replace its `fetch` at any time. */
  api: () => CustomApiConfig | null | undefined;
  options: () => Partial<ChatKitOptions>;
  locale: () => string;
};

/** A session with the server at `url`. */
export function connect(url: string, { emit, api, options, locale }: Host): Session {
  const client = createClient({
    url,
    fetch: () => api()?.fetch,
    locale,
    instanceId: isSameOrigin(url) ? newInstanceId() : null,
    log: (name, data) => emit('chatkit.log', { name, data }),
    wait: clock.wait,
  });
  const session = createSession({ client, emit, clock, options });
  log(session, 'boot', {});
  return session;
}

/** A session without a server, for a panel whose options are unusable. */
export function disconnected(): Session {
  return createSession({ client: noServer, emit: () => {}, clock, options: () => ({}) });
}

function isSameOrigin(url: string): boolean {
  return URL.canParse(url, document.baseURI) && new URL(url, document.baseURI).origin === location.origin;
}

/** `randomUUID` exists in secure contexts only. */
function newInstanceId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
