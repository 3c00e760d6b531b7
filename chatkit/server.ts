// The door: a request body in, a stream of events or a JSON document out.
import { answerAction, beginAction } from './actions.ts';
import { createAttachment, deleteAttachment } from './attachments.ts';
import { type BegunTurn, beginMessage, beginRetry, beginThread } from './begin-turn.ts';
import type { Call } from './call.ts';
import { beginToolOutput } from './client-tools.ts';
import { ChatKitError } from './errors.ts';
import { takeFeedback } from './feedback.ts';
import { type ChatKitServerOptions, settle } from './options.ts';
import type { ErrorEvent } from './protocol/events.ts';
import {
  type AnsweringRequest,
  ChatKitRequest,
  isStreaming,
  type RequestOf,
  type StreamingRequest,
} from './protocol/requests.ts';
import { createRunningTurns, stopTurn } from './stop.ts';
import { beginStructuredInput } from './structured-input.ts';
import { deleteThread, getThread, listItems, listThreads, updateThread } from './threads.ts';
import { transcribe } from './transcribe.ts';
import { refusedTurn, startTurn, type TurnStream } from './turn-stream.ts';

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
      if ('type' in begun) return { kind: 'stream', ...refusedTurn(settings.ids.turn(), begun) };
      return { kind: 'stream', ...startTurn(call, begun, signal) };
    },
  };
}

function parse(body: unknown): ChatKitRequest {
  const parsed = compare(typeof body === 'string' ? parseJson(body) : body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.map(toPathPart), message }));
  throw new ChatKitError(400, 'invalid_request', 'The request does not follow the ChatKit protocol', errors);
}

function compare(body: unknown) {
  try {
    return ChatKitRequest.safeParse(body);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ChatKitError(400, 'invalid_request', 'The request is nested too deeply');
  }
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

/** An error event is the whole answer; no turn has begun. */
type Beginning = Promise<BegunTurn | ErrorEvent>;
type Begin<Request> = <Context>(call: Call<Context>, request: Request) => Beginning;

const begins: { [Type in StreamingRequest['type']]: Begin<RequestOf<Type>> } = {
  'threads.create': beginThread,
  'threads.add_user_message': beginMessage,
  'threads.add_client_tool_output': beginToolOutput,
  'threads.add_structured_input': beginStructuredInput,
  'threads.retry_after_item': beginRetry,
  'threads.custom_action': beginAction,
};

function begin<Context>(call: Call<Context>, request: StreamingRequest): Beginning {
  // Each function of the table takes exactly the request it is filed under.
  const start = begins[request.type] as Begin<StreamingRequest>;
  return start(call, request);
}

type Answer = { body: unknown; turnId?: string | undefined };
type Respond<Request> = <Context>(call: Call<Context>, request: Request) => Promise<Answer>;

const answers: { [Type in AnsweringRequest['type']]: Respond<RequestOf<Type>> } = {
  'threads.sync_custom_action': answerAction,
  'threads.get_by_id': getThread,
  'threads.list': listThreads,
  'threads.update': updateThread,
  'threads.delete': deleteThread,
  'threads.stop': stopTurn,
  'items.list': listItems,
  'items.feedback': takeFeedback,
  'attachments.create': createAttachment,
  'attachments.delete': deleteAttachment,
  'input.transcribe': transcribe,
};

function answer<Context>(call: Call<Context>, request: AnsweringRequest): Promise<Answer> {
  const respond = answers[request.type] as Respond<AnsweringRequest>;
  return respond(call, request);
}
