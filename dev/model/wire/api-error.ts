// Errors in the shape that the OpenAI client reads: `{ error: { message, type, param, code } }`.

type Details = { type?: string; param?: string; code?: string; retryAfterSeconds?: number };

/** Thrown anywhere before the answer has begun; becomes the HTTP answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly details: Details;

  constructor(status: number, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }

  get headers(): Record<string, string> {
    const { retryAfterSeconds } = this.details;
    return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  }

  toJSON(): unknown {
    const { type = defaultType(this.status), param = null, code = null } = this.details;
    return { error: { message: this.message, type, param, code } };
  }
}

/** A request that the real API refuses as malformed; `param` names the field. */
export function badRequest(message: string, param?: string): ApiError {
  return new ApiError(400, message, param === undefined ? {} : { param });
}

function defaultType(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
