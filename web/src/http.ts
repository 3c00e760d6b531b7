// One JSON request to the API and the one error it can end with. Knows no session and no endpoint.

const TIMEOUT_MS = 15_000;

/** Status 0: no answer came (`network`, `timeout`). `detail` is the server's sentence, if it sent one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    options: { detail?: string | undefined; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(options.detail ?? `${code} (${status})`, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  token?: string;
  /** The account routes alone read the session cookie, also from another origin. */
  withCookie?: boolean;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
};

/** Resolves to the parsed body; rejects with an ApiError, or as `signal` says when that is aborted. */
export type Http = <T>(request: HttpRequest) => Promise<T>;

export function createHttp(fetch: typeof globalThis.fetch, baseUrl: string): Http {
  return async <T>(request: HttpRequest): Promise<T> => {
    const answer = await send(fetch, baseUrl, request);
    const body = await readJson(answer, request.signal);
    if (answer.ok) return body as T;
    throw toApiError(answer, body);
  };
}

async function send(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  request: HttpRequest,
): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(baseUrl + request.path, {
      method: request.method,
      headers: headersOf(request),
      credentials: request.withCookie ? 'include' : 'same-origin',
      signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw new ApiError(0, timeout.aborted ? 'timeout' : 'network', { cause });
  }
}

function headersOf({ body, token, idempotencyKey }: HttpRequest): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  };
}

/** Undefined when the body is empty or no JSON: a proxy's error page, say. */
async function readJson(answer: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    signal?.throwIfAborted();
    if (answer.ok) throw new ApiError(0, 'network', { cause });
    return undefined;
  }
}

function toApiError(answer: Response, body: unknown): ApiError {
  const fields = typeof body === 'object' && body !== null ? body : {};
  const code = 'code' in fields && typeof fields.code === 'string' ? fields.code : 'unknown';
  const retryAfter = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
  return new ApiError(answer.status, code, {
    detail: 'detail' in fields ? sentenceOf(fields.detail) : undefined,
    retryAfterSeconds: Number.isNaN(retryAfter) ? undefined : retryAfter,
  });
}

/** `detail` is a sentence, or for validation errors a list of `{loc, msg, type}`. */
function sentenceOf(detail: unknown): string | undefined {
  if (typeof detail === 'string') return detail;
  if (!Array.isArray(detail)) return undefined;
  const texts = detail.flatMap((issue: { msg?: unknown }) =>
    typeof issue?.msg === 'string' ? [issue.msg] : [],
  );
  return texts.length > 0 ? texts.join('. ') : undefined;
}
