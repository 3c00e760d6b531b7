// The bytes of a request, counted while they are read.
import { Refusal } from './refusal.ts';

/** @throws Refusal 413 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => Refusal.http(413, 'payload_too_large', 'Request body is too large');
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  for await (const chunk of request.body ?? []) {
    if (length + chunk.length > bytes.length) throw tooLarge();
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

/** Bytes that are no UTF-8 become replacement characters, which no parser of ours takes for something else. */
export const readText = async (request: Request, maxBytes: number): Promise<string> =>
  new TextDecoder().decode(await readBytes(request, maxBytes));
