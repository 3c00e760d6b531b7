// The one place where errors become answers. What is not foreseen is logged whole and answered with a fixed
// sentence; no text of a caught error reaches a client unless it was written for one.
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ChatKitError } from '#chatkit/index.ts';
import { appErrorIn } from '#core/db/faults.ts';
import type { AppError, ErrorCode, ErrorKind } from '#core/errors.ts';
import type { C } from './app-env.ts';
import type { Log } from './log.ts';

/** Codes that only the HTTP door knows; the rest are the product's. */
export type HttpCode =
  | ErrorCode
  | 'invalid_json'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'uri_too_long'
  | 'unsupported_media_type'
  | 'headers_too_large'
  | 'internal_error';

/** One wrong field, in FastAPI's words. */
export type FieldError = { loc: (string | number)[]; msg: string; type: string };

/** An answer of the door itself: `detail` is a sentence for the user, or the list of wrong fields. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: HttpCode;
  readonly detail: string | FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: HttpCode,
    detail: string | FieldError[],
    headers: Record<string, string> = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}

const STATUS_OF_KIND: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unprocessable: 422,
  limit: 429,
  unavailable: 503,
};

/** Refusals that somebody may want to count. */
const SECURITY_EVENTS: { [Code in HttpCode]?: string } = {
  token_expired: 'token.rejected',
  invalid_token: 'token.rejected',
  inactive_user: 'token.rejected',
  origin_not_allowed: 'origin.rejected',
  rate_limited: 'limit.hit',
};

/** For errors thrown before the first byte of an answer. */
export function answerError(error: unknown, c: C, log: Log): Response {
  if (error instanceof ChatKitError) {
    c.var.logged.code = error.code;
    return Response.json(error.body(), { status: error.status });
  }
  const known = error instanceof HttpError ? error : fromAppError(appErrorIn(error));
  const answer = known ?? new HttpError(500, 'internal_error', 'Internal server error');
  const { status, code, detail, headers } = answer;
  if (status >= 500) log('fault', { error, request_id: c.var.requestId, code });
  const event = SECURITY_EVENTS[code];
  if (event) log(event, { request_id: c.var.requestId, reason: code });
  c.var.logged.code = code;
  return c.json({ detail, code }, status as ContentfulStatusCode, headers);
}

function fromAppError(error: AppError | undefined): HttpError | undefined {
  if (!error) return undefined;
  const headers: Record<string, string> = {};
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds);
  if (error.kind === 'unauthenticated') headers['www-authenticate'] = challengeOf(error.code);
  const status = error.code === 'ai_timeout' ? 504 : STATUS_OF_KIND[error.kind];
  return new HttpError(status, error.code, error.message, headers);
}

const ABOUT_A_TOKEN: ReadonlySet<ErrorCode> = new Set(['token_expired', 'invalid_token', 'inactive_user']);
const challengeOf = (code: ErrorCode): string =>
  ABOUT_A_TOKEN.has(code) ? 'Bearer error="invalid_token"' : 'Bearer';
