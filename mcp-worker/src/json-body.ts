// The JSON-RPC message of a request, read within the limits of size, depth and shape.
import * as z from 'zod';
import { isTooComplex } from '#core/json.ts';
import { REQUEST } from '#core/limits.ts';
import { readBytes } from './body.ts';
import { Refusal } from './refusal.ts';

/** One message. Answers to requests of ours (`result`, `error`) do not exist here: the door is stateless. */
const Message = z.looseObject({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  params: z.looseObject({ name: z.unknown().optional(), arguments: z.unknown().optional() }).optional(),
});
export type Message = z.infer<typeof Message>;

/** @throws Refusal 413, 415, or 400 as a JSON-RPC error (-32700 no JSON, -32600 no single message). */
export async function readMessage(request: Request): Promise<Message> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity' || !JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw Refusal.http(415, 'unsupported_media_type', 'Content-Type must be application/json');
  }
  const text = decode(await readBytes(request, REQUEST.bodyMaxBytes));
  if (isTooComplex(text)) throw Refusal.rpc(400, -32700, 'Parse error', null);
  const message = Message.safeParse(parse(text));
  if (!message.success)
    throw Refusal.rpc(400, -32600, 'Invalid Request: one JSON-RPC message expected', null);
  return message.data;
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw Refusal.rpc(400, -32700, 'Parse error', null);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw Refusal.rpc(400, -32700, 'Parse error', null);
  }
}
