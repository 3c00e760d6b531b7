// From a parsed request to a turn whose call is stored. Everything that can refuse it happens here,
// before the first byte of an answer.
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import type { Settings } from './options.ts';
import { beginPlainly, refuseUnlessActive } from './plain-begin.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import type { UserMessageItem } from './protocol/items.ts';
import type { RequestOf, UserMessageInput } from './protocol/requests.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import type { TurnStart, TurnStarted } from './store.ts';
import { toWireItem, toWireThread } from './wire.ts';

export type BegunTurn = TurnStarted & {
  turnId: string;
  input: UserMessageItem | null;
  metadata: Record<string, unknown>;
  /** What the client hears before `stream_options`. */
  opening: ThreadStreamEvent[];
  /** Frees the thread for its next turn. */
  release(): void;
};

export async function beginThread<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.create'>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const input = await acceptInput(call, params.input);
  const thread: ThreadMetadata = {
    id: settings.ids.thread(context),
    created_at: settings.now().toISOString(),
    status: { type: 'active' },
    metadata: {},
  };
  const item = userMessage(call, thread.id, input);
  const title = settings.titleOf?.(item);
  if (title !== undefined) thread.title = title;
  const begun = await begin(call, { kind: 'create', thread, item, ...startFields(settings) });
  const created: ThreadStreamEvent = { type: 'thread.created', thread: toWireThread(thread) };
  return { ...begun, input: item, metadata, opening: [created, acknowledged(item)] };
}

export async function beginMessage<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.add_user_message'>,
): Promise<BegunTurn> {
  const input = await acceptInput(call, params.input);
  const item = userMessage(call, params.thread_id, input);
  const start = { kind: 'message', threadId: params.thread_id, item } as const;
  const begun = await begin(call, { ...start, ...startFields(call.settings) });
  return { ...begun, input: item, metadata, opening: [acknowledged(item)] };
}

export async function beginRetry<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.retry_after_item'>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const item = await settings.store.loadItem(params.thread_id, params.item_id, context);
  if (item.type !== 'user_message') {
    throw new ChatKitError(400, 'invalid_request', 'The item to retry after is not a user message');
  }
  const start = { kind: 'retry', threadId: params.thread_id, item } as const;
  const begun = await begin(call, { ...start, ...startFields(settings) });
  return { ...begun, input: item, metadata, opening: [] };
}

async function acceptInput<Context>(
  { settings, context }: Call<Context>,
  input: UserMessageInput,
): Promise<UserMessageInput> {
  if (input.attachments.length > 0) {
    throw new ChatKitError(400, 'attachments_not_supported', 'Attachments are not supported');
  }
  return (await settings.validateInput?.(input, context)) ?? input;
}

function userMessage<Context>(
  { settings, context }: Call<Context>,
  threadId: string,
  input: UserMessageInput,
): UserMessageItem {
  return {
    type: 'user_message',
    id: settings.ids.item('message', threadId, context),
    thread_id: threadId,
    created_at: settings.now().toISOString(),
    content: input.content,
    attachments: [],
    quoted_text: input.quoted_text,
    inference_options: input.inference_options,
  };
}

async function begin<Context>(call: Call<Context>, start: TurnStart) {
  const { settings, context } = call;
  if (!settings.store.beginTurn) return { turnId: start.turnId, ...(await beginPlainly(call, start)) };
  const started = await settings.store.beginTurn(start, context);
  refuseUnlessActive(started.thread);
  return { turnId: start.turnId, ...started, release: () => {} };
}

function startFields<Context>({ ids, historyLimit }: Settings<Context>) {
  return { turnId: ids.turn(), historyLimit };
}

function acknowledged(item: UserMessageItem): ThreadStreamEvent {
  return { type: 'thread.item.done', item: toWireItem(item) };
}
