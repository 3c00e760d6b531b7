// Answers that are not a tool's result: the HTTP errors of this door. All of it may be read by anybody.
import type { ErrorCode } from '#core/errors.ts';

/** Beside the product's codes, those that only HTTP knows. */
type HttpCode =
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'uri_too_long'
  | 'unsupported_media_type'
  | 'internal_error';

/** Thrown anywhere in the door; `serve` makes the response of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  private constructor(status: number, code: string, body: unknown, headers: Record<string, string>) {
    super(code);
    this.status = status;
    this.code = code;
    this.body = body;
    this.headers = headers;
  }

  /** `{detail, code}`, as every door of the product answers. */
  static http(
    status: number,
    code: ErrorCode | HttpCode,
    detail: string,
    headers: Record<string, string> = {},
  ): Refusal {
    return new Refusal(status, code, { detail, code }, headers);
  }

  /** A JSON-RPC error: the message itself is at fault, or must not be answered by its id. */
  static rpc(status: number, rpcCode: number, message: string, id?: null): Refusal {
    const body = { jsonrpc: '2.0', error: { code: rpcCode, message }, ...(id === null && { id }) };
    return new Refusal(status, `rpc${rpcCode}`, body, {});
  }

  response(): Response {
    return Response.json(this.body, { status: this.status, headers: this.headers });
  }
}
