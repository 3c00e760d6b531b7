// The library's errors. What a client may read stands in `ChatKitError.message` and
// `CustomStreamError.message`; the text of any other error stays on the server.

export type Fault = { path: (string | number)[]; message: string };

/** A refusal before the first byte: answer `status` with `body()`. Thrown in a turn it is one `error` event. */
export class ChatKitError extends Error {
  override readonly name: string = 'ChatKitError';
  readonly status: number;
  readonly code: string;
  /** Where a request breaks the schema. */
  readonly errors: Fault[] | undefined;

  /** @param message One sentence for the client. */
  constructor(status: number, code: string, message: string, errors?: Fault[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): { detail: string; code: string; errors?: Fault[] } {
    return { detail: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** What a store throws for a row that is absent or somebody else's: the two must look alike. */
export class NotFoundError extends ChatKitError {
  override readonly name = 'NotFoundError';

  constructor(message = 'Not found') {
    super(404, 'not_found', message);
  }
}

/** What a store throws for a cursor that is not the id of a row of the list. */
export class InvalidCursorError extends ChatKitError {
  override readonly name = 'InvalidCursorError';

  constructor(message = 'Unknown cursor') {
    super(400, 'invalid_cursor', message);
  }
}

/** Ends a turn with a coded `error` event; clients show a fixed sentence for it. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  readonly code: string;
  readonly allowRetry: boolean;

  /** @param allowRetry Default: true for `stream.error`, false for other codes. */
  constructor(code: string, allowRetry = code === 'stream.error') {
    super(code);
    this.code = code;
    this.allowRetry = allowRetry;
  }
}

/** Ends a turn with an `error` event whose message the client shows. */
export class CustomStreamError extends Error {
  override readonly name = 'CustomStreamError';
  readonly allowRetry: boolean;

  constructor(message: string, allowRetry = false) {
    super(message);
    this.allowRetry = allowRetry;
  }
}
