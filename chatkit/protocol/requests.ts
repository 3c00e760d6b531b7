// Every request of the protocol, and which of them answer with a stream.
import * as z from 'zod';
import { InferenceOptions, UserMessageContent } from './content.ts';
import { FreeObject, optional } from './fields.ts';
import { StructuredInputSubmission } from './structured-input.ts';

const DEFAULT_LIMIT = 20;

const thread_id = z.string();
const item_id = z.string();
const page = {
  limit: optional(z.int().min(0).max(100)).transform((limit) => limit || DEFAULT_LIMIT),
  order: optional(z.enum(['asc', 'desc'])).transform((order) => order ?? 'desc'),
  after: optional(z.string()),
};

function request<Type extends string, Params extends z.ZodType>(type: Type, params: Params) {
  return z.object({
    type: z.literal(type),
    params,
    metadata: optional(FreeObject).transform((metadata) => metadata ?? {}),
  });
}

export const UserMessageInput = z.object({
  content: z.array(UserMessageContent),
  /** Ids of attachments created before. */
  attachments: z.array(z.string()),
  quoted_text: optional(z.string()),
  inference_options: InferenceOptions,
});
export type UserMessageInput = z.infer<typeof UserMessageInput>;

export const Action = z.object({ type: z.string(), payload: z.unknown().optional() });
export type Action = z.infer<typeof Action>;

const CustomActionParams = z.object({ thread_id, item_id: optional(item_id), action: Action });

const streaming = [
  request('threads.create', z.object({ input: UserMessageInput })),
  request('threads.add_user_message', z.object({ thread_id, input: UserMessageInput })),
  request('threads.add_client_tool_output', z.object({ thread_id, result: z.json() })),
  request('threads.add_structured_input', z.object({ thread_id, item_id, input: StructuredInputSubmission })),
  request('threads.retry_after_item', z.object({ thread_id, item_id })),
  request('threads.custom_action', CustomActionParams),
] as const;

const answering = [
  request('threads.sync_custom_action', CustomActionParams),
  request('threads.get_by_id', z.object({ thread_id })),
  request('threads.list', z.object(page)),
  request('threads.update', z.object({ thread_id, title: z.string() })),
  request('threads.delete', z.object({ thread_id })),
  /** Not in the Python server: ends a running turn whose stream may be gone. */
  request('threads.stop', z.object({ thread_id, turn_id: z.string() })),
  request('items.list', z.object({ thread_id, ...page })),
  request(
    'items.feedback',
    z.object({ thread_id, item_ids: z.array(item_id), kind: z.enum(['positive', 'negative']) }),
  ),
  request('attachments.create', z.object({ name: z.string(), size: z.int().min(0), mime_type: z.string() })),
  request('attachments.delete', z.object({ attachment_id: z.string() })),
  request('input.transcribe', z.object({ audio_base64: z.string(), mime_type: z.string() })),
] as const;

export const ChatKitRequest = z.discriminatedUnion('type', [...streaming, ...answering]);
export type ChatKitRequest = z.infer<typeof ChatKitRequest>;

export type RequestType = ChatKitRequest['type'];
/** The request of one type, e.g. `RequestOf<'threads.create'>`. */
export type RequestOf<Type extends RequestType> = Extract<ChatKitRequest, { type: Type }>;

export type StreamingRequest = z.infer<(typeof streaming)[number]>;
export type AnsweringRequest = z.infer<(typeof answering)[number]>;

const streamingTypes: ReadonlySet<string> = new Set(streaming.map((schema) => schema.shape.type.value));

/** The same of a body that nobody has checked yet: what a host needs to know to count requests of each kind apart. */
export function asksForStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'type' in body && streamingTypes.has(String(body.type));
}

/** Whether the answer is a stream of events; all others answer with one JSON document. */
export function isStreaming(request: ChatKitRequest): request is StreamingRequest {
  return streamingTypes.has(request.type);
}
