import { ApiError } from '../http.ts';
import type { Session } from '../session/session.ts';
import { createdThreadId } from './created-thread.ts';
import { MessageKeys } from './message-keys.ts';

type ChatFetchPorts = {
  fetch: typeof globalThis.fetch;
  session: Pick<Session, 'token' | 'renew' | 'refuse'>;
  /** False from the moment the page goes away: an abort is then no wish of the user. */
  pageLives: () => boolean;
};

/**
 * The element's `fetch`: each request carries the token of the moment, and one that is refused is
 * repeated once with a fresh one. When the user stops an answer, the element aborts the request's signal;
 * the server would take that for a lost connection and finish the turn, so it is told, too. Messages carry
 * a key, so that one that is sent again is not stored twice.
 */
export function createChatFetch(ports: ChatFetchPorts): typeof globalThis.fetch {
  const keys = new MessageKeys();
  return async (input, init = {}) => {
    const { signal } = init;
    signal?.throwIfAborted();
    const connection = new AbortController();
    const keyed = keys.addTo(init.body);
    const answer = fetchWithToken(
      ports,
      input,
      { ...init, ...(keyed && { body: keyed }), signal: connection.signal },
      signal,
    );
    void answer.then((response) => keys.answered(init.body, response)).catch(() => undefined); // then the key stays
    if (!signal) return answer;
    const turn = answer.then((response) => turnOf(response, init.body)).catch(() => null); // no answer, no turn
    const onAbort = () => {
      if (ports.pageLives()) void stop(ports, input, init, turn).finally(() => connection.abort());
      else connection.abort();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    return Promise.race([answer, rejectOnAbort(signal)]);
  };
}

async function fetchWithToken(
  { fetch, session }: ChatFetchPorts,
  input: RequestInfo | URL,
  init: RequestInit,
  userSignal: AbortSignal | null | undefined,
): Promise<Response> {
  const token = await currentToken(session);
  if (token === null) return expired();
  const response = await fetch(input, withToken(init, token));
  if (response.status !== 401 || userSignal?.aborted) return response;
  const fresh = await renewedToken(session, token);
  if (fresh === null) return response;
  const again = await fetch(input, withToken(init, fresh));
  if (again.status === 401) session.refuse();
  return again;
}

/** The header object stays plain: callers may spread it. */
function withToken(init: RequestInit, token: string): RequestInit {
  return {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${token}` },
  };
}

async function currentToken(session: ChatFetchPorts['session']): Promise<string | null> {
  return session.token().catch(nullWhenOver);
}

async function renewedToken(session: ChatFetchPorts['session'], rejected: string): Promise<string | null> {
  return session.renew(rejected).catch(nullWhenOver);
}

/** A session that is over is a 401 to the element; anything else is a lost connection, as it is here. */
function nullWhenOver(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null;
  throw new TypeError('Failed to fetch', { cause: error });
}

function expired(): Response {
  return Response.json({ detail: 'Not authenticated', code: 'not_authenticated' }, { status: 401 });
}

type Turn = { turnId: string; threadId: Promise<string | null> };

/** The turn that a response streams; null for any other answer. */
function turnOf(response: Response, requestBody: RequestInit['body']): Turn | null {
  const turnId = response.headers.get('x-turn-id');
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!turnId || !streams) return null;
  const known = requestedThreadId(requestBody);
  return { turnId, threadId: known ? Promise.resolve(known) : createdThreadId(response.clone()) };
}

function requestedThreadId(body: RequestInit['body']): string | null {
  if (typeof body !== 'string') return null;
  const { params } = JSON.parse(body) as { params?: { thread_id?: unknown } };
  return typeof params?.thread_id === 'string' ? params.thread_id : null;
}

/** Waits for the headers, and in a new conversation for its id: without them there is nothing to name. */
async function stop(
  ports: ChatFetchPorts,
  input: RequestInfo | URL,
  init: RequestInit,
  answer: Promise<Turn | null>,
): Promise<void> {
  try {
    const turn = await answer;
    const threadId = await turn?.threadId;
    if (!turn || !threadId) return;
    const body = JSON.stringify({
      type: 'threads.stop',
      params: { thread_id: threadId, turn_id: turn.turnId },
    });
    const { method, headers } = init;
    await fetchWithToken(
      ports,
      input,
      { ...(method && { method }), ...(headers && { headers }), body, keepalive: true },
      null,
    );
  } catch {
    // No connection: the turn ends by itself within its time, and the user has already moved on.
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
