// Talks to one ChatKit endpoint. Knows requests and bytes; knows neither state nor DOM.
import { ChatKitError } from './chatkit-error.ts';
import { type EventStream, readEventStream } from './event-stream.ts';
import { failureOf } from './failure.ts';
import type { AnswerTo, Command, Question, TurnRequest } from './requests.ts';

export type ClientConfig = {
  url: string;
  /** Looked up for each request, because the host may replace it at any time. */
  fetch: () => typeof fetch | undefined;
  locale: () => string;
  /**
   * Tells two elements of a page apart. Only for the page's own origin: other servers would have to allow
   * the header. Null elsewhere.
   */
  instanceId: string | null;
  log: (name: string, data: Record<string, unknown>) => void;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type Answer<Q extends Question | Command> = { data: AnswerTo<Q>; turnId: string | null };

export type Client = {
  readonly url: string;
  /**
   * Opens a turn. Never repeated: the protocol has no key that would make that safe.
   * Throws ChatKitError; with `signal` aborted it throws whatever `fetch` throws.
   */
  open(request: TurnRequest, signal: AbortSignal, onBytes: () => void): Promise<EventStream>;
  /**
   * Reads; a network failure, 429 or 5xx is tried twice more. The end of `lifetime` discards the answer but
   * does not abort the request: hosts take an aborted request for the user's Stop.
   */
  ask<Q extends Question>(question: Q, lifetime: AbortSignal): Promise<Answer<Q>>;
  /** Asks for a change, once. Throws ChatKitError; with `signal` aborted it throws whatever `fetch` throws. */
  tell<C extends Command>(command: C, signal?: AbortSignal): Promise<AnswerTo<C>>;
};

const RETRY_WAITS_MS = [500, 1500];
const MAX_RETRY_AFTER_SECONDS = 10;

export function createClient(config: ClientConfig): Client {
  async function send(request: TurnRequest | Question | Command, accept: string, signal?: AbortSignal) {
    const started = performance.now();
    config.log('request.start', { type: request.type });
    const done = (status: number) =>
      config.log('request.end', { type: request.type, status, ms: Math.round(performance.now() - started) });
    try {
      const response = await post(config, request, accept, signal);
      done(response.status);
      if (!response.ok) throw await failureOf(response, request.type);
      return response;
    } catch (error) {
      if (error instanceof ChatKitError || signal?.aborted) throw error;
      done(0);
      throw new ChatKitError('network', `${request.type} could not reach the server`, {
        requestType: request.type,
        cause: error,
      });
    }
  }

  return {
    url: config.url,

    async open(request, signal, onBytes) {
      const response = await send(request, 'text/event-stream', signal);
      if (!response.headers.get('content-type')?.includes('text/event-stream')) {
        void response.body?.cancel();
        throw protocolError(request.type, 'was not answered with an event stream');
      }
      const onBadEvent = () => config.log('stream.bad_event', { type: request.type });
      return readEventStream(response, { onBytes, onBadEvent });
    },

    async ask(question, lifetime) {
      for (let attempt = 0; ; attempt++) {
        try {
          const answer = await answerOf(await send(question, 'application/json'), question);
          lifetime.throwIfAborted();
          return answer;
        } catch (error) {
          const pause = pauseBefore(attempt, error);
          if (pause === null || lifetime.aborted) throw error;
          await config.wait(pause, lifetime);
        }
      }
    },

    async tell(command, signal) {
      const { data } = await answerOf(await send(command, 'application/json', signal), command);
      return data;
    },
  };
}

/** `headers` is a plain object: hosts spread it in their own `fetch`, which empties a Headers instance. */
function post(
  config: ClientConfig,
  request: TurnRequest | Question | Command,
  accept: string,
  signal?: AbortSignal,
) {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept,
    'accept-language': config.locale(),
  };
  if (config.instanceId !== null) headers['chatkit-frame-instance-id'] = config.instanceId;
  const own = config.fetch();
  const call = typeof own === 'function' ? own : globalThis.fetch.bind(globalThis);
  return call(config.url, {
    method: 'POST',
    headers,
    body: JSON.stringify(request),
    ...(signal ? { signal } : {}),
  });
}

async function answerOf<Q extends Question | Command>(response: Response, question: Q): Promise<Answer<Q>> {
  const data: unknown = await response.json().catch(() => null);
  if (typeof data !== 'object' || data === null) {
    throw protocolError(question.type, 'was not answered with JSON');
  }
  // The server promises the shape; items of unknown types are skipped where they are drawn.
  return { data: data as AnswerTo<Q>, turnId: response.headers.get('x-turn-id') };
}

function protocolError(requestType: string, what: string): ChatKitError {
  return new ChatKitError('protocol', `${requestType} ${what}`, { requestType });
}

/** Milliseconds to wait before the next try, or null when there is none. */
function pauseBefore(attempt: number, error: unknown): number | null {
  const pause = RETRY_WAITS_MS[attempt];
  if (pause === undefined || !(error instanceof ChatKitError)) return null;
  const { code, status = 0, retryAfterSeconds } = error;
  if (code !== 'network' && status !== 429 && status < 500) return null;
  if (retryAfterSeconds === undefined) return pause;
  return retryAfterSeconds <= MAX_RETRY_AFTER_SECONDS ? retryAfterSeconds * 1000 : null;
}
