// The door: a request body in, a stream of events or a JSON document out.
import { type BegunTurn, beginMessage, beginRetry, beginThread } from './begin-turn.ts';
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import { type ChatKitServerOptions, settle } from './options.ts';
import {
  type AnsweringRequest,
  ChatKitRequest,
  isStreaming,
  type RequestOf,
  type RequestType,
  type StreamingRequest,
} from './protocol/requests.ts';
import { createRunningTurns, stopTurn } from './stop.ts';
import { deleteThread, getThread, listItems, listThreads, updateThread } from './threads.ts';
import { startTurn, type TurnStream } from './turn-stream.ts';

/** `turnId`, when given, belongs into the response header `x-turn-id`: it is what `threads.stop` names. */
export type ProcessResult =
  | ({ kind: 'stream' } & TurnStream)
  | { kind: 'json'; body: unknown; turnId?: string | undefined };

export type ChatKitServer<Context> = {
  /**
   * Answers one request. `body` is its JSON, as text or parsed; `context` says who asks and goes to the store
   * and the responder as it is; `signal` aborts when the client is gone, where the host has such a thing.
   * A stream begins only after its user message is stored, and has to be read or returned.
   * @throws ChatKitError for every refusal (400, 404, 409); errors of the store and of your hooks as they are.
   */
  process(body: unknown, context: Context, options?: { signal?: AbortSignal }): Promise<ProcessResult>;
};

/** Make one for each isolate: it knows which turns run, and `threads.stop` finds them. */
export function createChatKitServer<Context>(options: ChatKitServerOptions<Context>): ChatKitServer<Context> {
  const settings = settle(options);
  const running = createRunningTurns();
  return {
    async process(body, context, { signal } = {}) {
      const request = parse(body);
      const call = { settings, running, context };
      if (!isStreaming(request)) return { kind: 'json', ...(await answer(call, request)) };
      const begun = await begin(call, request);
      return { kind: 'stream', ...startTurn(call, begun, signal) };
    },
  };
}

function parse(body: unknown): ChatKitRequest {
  const parsed = ChatKitRequest.safeParse(typeof body === 'string' ? parseJson(body) : body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.map(toPathPart), message }));
  throw new ChatKitError(400, 'invalid_request', 'The request does not follow the ChatKit protocol', errors);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's words may repeat the body; the code says enough.
    throw new ChatKitError(400, 'invalid_json', 'The request body is not JSON');
  }
}

const toPathPart = (part: PropertyKey) => (typeof part === 'symbol' ? String(part) : part);

type Begin<Request> = <Context>(call: Call<Context>, request: Request) => Promise<BegunTurn>;

const begins: { [Type in StreamingRequest['type']]?: Begin<RequestOf<Type>> } = {
  'threads.create': beginThread,
  'threads.add_user_message': beginMessage,
  'threads.retry_after_item': beginRetry,
};

function begin<Context>(call: Call<Context>, request: StreamingRequest): Promise<BegunTurn> {
  // Each function of the table takes exactly the request it is filed under.
  const start = begins[request.type] as Begin<StreamingRequest> | undefined;
  if (!start) throw notAnswered(request.type);
  return start(call, request);
}

type Answer = { body: unknown; turnId?: string | undefined };
type Respond<Request> = <Context>(call: Call<Context>, request: Request) => Promise<Answer>;

const answers: { [Type in AnsweringRequest['type']]?: Respond<RequestOf<Type>> } = {
  'threads.get_by_id': getThread,
  'threads.list': listThreads,
  'threads.update': updateThread,
  'threads.delete': deleteThread,
  'threads.stop': stopTurn,
  'items.list': listItems,
};

function answer<Context>(call: Call<Context>, request: AnsweringRequest): Promise<Answer> {
  const respond = answers[request.type] as Respond<AnsweringRequest> | undefined;
  if (!respond) throw notAnswered(request.type);
  return respond(call, request);
}

const ATTACHMENT_TYPES: ReadonlySet<RequestType> = new Set<RequestType>([
  'attachments.create',
  'attachments.delete',
  'input.transcribe',
]);

function notAnswered(type: RequestType): ChatKitError {
  return ATTACHMENT_TYPES.has(type)
    ? new ChatKitError(400, 'attachments_not_supported', 'Attachments are not supported')
    : new ChatKitError(400, 'invalid_request', `This server does not answer ${type}`);
}
