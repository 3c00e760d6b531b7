// JSON bodies, read within limits that hold before anything is parsed.
import type * as z from 'zod';
import { isTooComplex } from '#core/json.ts';
import { REQUEST } from '#core/limits.ts';
import { type FieldError, HttpError } from './errors.ts';

/**
 * Reads a body and parses it with the operation's own schema.
 * @throws HttpError 415, 413, 400 `invalid_json`, or 422 `validation_error` with a line for each wrong field.
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number = REQUEST.bodyMaxBytes,
): Promise<z.infer<Schema>> {
  return parseBody(await readJson(request, maxBytes), schema);
}

/** The value alone, for doors that have their own words for what is wrong with it. @throws HttpError 415, 413, 400. */
export async function readJson(request: Request, maxBytes: number = REQUEST.bodyMaxBytes): Promise<unknown> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity' || !JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw new HttpError(415, 'unsupported_media_type', 'Content-Type must be application/json');
  }
  const text = decode(await readBytes(request, maxBytes));
  if (isTooComplex(text)) throw invalidJson();
  try {
    return JSON.parse(text);
  } catch {
    // The parser's words quote the body.
    throw invalidJson();
  }
}

/** @throws HttpError 422 */
export function parseBody<Schema extends z.ZodType>(value: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationError(parsed.error, 'body');
  return parsed.data;
}

/** @param part Where the value came from: `body` or `query`. */
export function validationError(error: z.ZodError, part: 'body' | 'query'): HttpError {
  return new HttpError(
    422,
    'validation_error',
    error.issues.flatMap((issue) => fieldErrors(issue, part)),
  );
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream, so an endless body is read no further.
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A byte order mark is dropped. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw invalidJson();
  }
}

function fieldErrors(issue: z.core.$ZodIssue, part: string): FieldError[] {
  const loc = [part, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      loc: [...loc, key],
      msg: 'Extra inputs are not permitted',
      type: 'extra_forbidden',
    }));
  }
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    issue.message.endsWith('received undefined')
  ) {
    return [{ loc, msg: 'Field required', type: 'missing' }];
  }
  return [{ loc, msg: issue.message, type: issue.code }];
}

const invalidJson = (): HttpError => new HttpError(400, 'invalid_json', 'Request body is not valid JSON');
const tooLarge = (): HttpError => new HttpError(413, 'payload_too_large', 'Request body is too large');
