// The one error that the element reports, whatever failed: on `chatkit.error` and from its methods.

/** Where a failure comes from. `http` has a status; `stream.cut` is an answer that ended half-way. */
export type ErrorCode =
  | 'network'
  | 'http'
  | 'protocol'
  | 'stream.cut'
  | 'stream.error'
  | 'custom'
  | 'options'
  | 'handler'
  | 'dictation';

type Detail = {
  status?: number;
  requestType?: string;
  /** A short sentence of the server's, fit to be shown. */
  detail?: string;
  /** The server's own code, such as `turn_in_progress`. */
  reason?: string;
  retryAfterSeconds?: number;
  allowRetry?: boolean;
  cause?: unknown;
};

export class ChatKitError extends Error {
  override readonly name = 'ChatKitError';
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly requestType: string | undefined;
  readonly detail: string | undefined;
  readonly reason: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly allowRetry: boolean;

  constructor(code: ErrorCode, message: string, detail: Detail = {}) {
    super(message, { cause: detail.cause });
    this.code = code;
    this.status = detail.status;
    this.requestType = detail.requestType;
    this.detail = detail.detail;
    this.reason = detail.reason;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.allowRetry = detail.allowRetry ?? false;
  }
}

/** A method was called at a moment when it cannot run. Hosts know this error by its name. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
