// The product's errors. A door maps `kind` to its own status and answers `{detail: message, code}`;
// every message here is safe to show to a user.

/** What went wrong, in the terms every door understands. */
export type ErrorKind =
  | 'invalid' // the input breaks a rule of the product
  | 'unprocessable' // the input is well-formed but makes no sense here
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit'
  | 'unavailable';

/** Machine-readable codes of the product's operations, and the kind each one belongs to. */
export const KIND_OF_CODE = {
  invalid_request: 'invalid',
  invalid_cursor: 'invalid',
  invalid_email: 'invalid',
  invalid_idempotency_key: 'invalid',
  weak_password: 'invalid',
  email_taken: 'invalid',
  title_empty: 'invalid',
  title_too_long: 'invalid',
  description_too_long: 'invalid',
  too_many_tags: 'invalid',
  tag_too_long: 'invalid',
  attachments_not_supported: 'invalid',
  not_authenticated: 'unauthenticated',
  token_expired: 'unauthenticated',
  invalid_token: 'unauthenticated',
  inactive_user: 'unauthenticated',
  invalid_credentials: 'unauthenticated',
  session_revoked: 'unauthenticated',
  origin_not_allowed: 'forbidden',
  forbidden: 'forbidden',
  insufficient_scope: 'forbidden',
  not_found: 'not_found',
  conflict: 'conflict',
  limit_reached: 'conflict',
  turn_in_progress: 'conflict',
  thread_locked: 'conflict',
  idempotency_in_progress: 'conflict',
  validation_error: 'unprocessable',
  invalid_characters: 'unprocessable',
  message_empty: 'unprocessable',
  message_too_long: 'unprocessable',
  idempotency_mismatch: 'unprocessable',
  rate_limited: 'limit',
  budget_exhausted: 'limit',
  misconfigured: 'unavailable',
  database_unavailable: 'unavailable',
  ai_not_configured: 'unavailable',
  ai_unavailable: 'unavailable',
  ai_timeout: 'unavailable',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof KIND_OF_CODE;

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Seconds after which trying again makes sense (`Retry-After`). */
  readonly retryAfterSeconds: number | undefined;

  /** @param message One sentence for the user. */
  constructor(
    code: ErrorCode,
    message: string,
    options: { retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get kind(): ErrorKind {
    return KIND_OF_CODE[this.code];
  }
}
