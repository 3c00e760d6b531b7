// From a parsed request to a turn whose call is stored. Everything that can refuse it happens here,
// before the first byte of an answer.
import type { WidgetAction } from './actions.ts';
import { loadAttachments, supported, withBound } from './attachments.ts';
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import { beginPlainly, refuseUnlessActive } from './plain-begin.ts';
import type { Attachment } from './protocol/content.ts';
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
  /** What it hears right after. Both are stored already. */
  following: ThreadStreamEvent[];
  /** When a widget began the turn: it is not for the responder then. */
  action?: WidgetAction;
  /** Frees the thread for its next turn. */
  release(): void;
};

export async function beginThread<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.create'>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const { input, attachments } = await acceptInput(call, params.input);
  const thread: ThreadMetadata = {
    id: settings.ids.thread(context),
    created_at: settings.now().toISOString(),
    status: { type: 'active' },
    metadata: {},
  };
  const item = userMessage(call, thread.id, input, attachments);
  const title = settings.titleOf?.(item);
  if (title !== undefined) thread.title = title;
  const begun = await withBound(call, thread.id, attachments, () =>
    begin(call, { kind: 'create', thread, item }, metadata),
  );
  const created: ThreadStreamEvent = { type: 'thread.created', thread: toWireThread(thread) };
  return { ...begun, input: item, opening: [created, acknowledged(item)] };
}

export async function beginMessage<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.add_user_message'>,
): Promise<BegunTurn> {
  const threadId = params.thread_id;
  const { input, attachments } = await acceptInput(call, params.input);
  const item = userMessage(call, threadId, input, attachments);
  const begun = await withBound(call, threadId, attachments, () =>
    begin(call, { kind: 'message', threadId, item }, metadata),
  );
  return { ...begun, input: item, opening: [acknowledged(item)] };
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
  const begun = await begin(call, { kind: 'retry', threadId: params.thread_id, item }, metadata);
  return { ...begun, input: item };
}

async function acceptInput<Context>(
  call: Call<Context>,
  sent: UserMessageInput,
): Promise<{ input: UserMessageInput; attachments: Attachment[] }> {
  if (sent.attachments.length > 0) supported(call);
  const { settings, context } = call;
  const input = (settings.validateInput && (await settings.validateInput(sent, context))) ?? sent;
  const attachments = input.attachments.length > 0 ? await loadAttachments(call, input.attachments) : [];
  return { input, attachments };
}

function userMessage<Context>(
  { settings, context }: Call<Context>,
  threadId: string,
  input: UserMessageInput,
  attachments: Attachment[],
): UserMessageItem {
  return {
    type: 'user_message',
    id: settings.ids.item('message', threadId, context),
    thread_id: threadId,
    created_at: settings.now().toISOString(),
    content: input.content,
    attachments: attachments.map((attachment) => ({ ...attachment, thread_id: threadId })),
    quoted_text: input.quoted_text,
    inference_options: input.inference_options,
  };
}

type WithoutTurn<Start> = Start extends unknown ? Omit<Start, 'turnId' | 'historyLimit'> : never;

/** Stores what the start says and takes the thread; a turn without a new message needs nothing more. */
export async function begin<Context>(
  call: Call<Context>,
  what: WithoutTurn<TurnStart>,
  metadata: Record<string, unknown>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const turnId = settings.ids.turn();
  const start: TurnStart = { ...what, turnId, historyLimit: settings.historyLimit };
  const rest = { turnId, input: null, metadata, opening: [], following: [] };
  if (!settings.store.beginTurn) return { ...rest, ...(await beginPlainly(call, start)) };
  const started = await settings.store.beginTurn(start, context);
  refuseUnlessActive(started.thread);
  return { ...rest, ...started, release: () => {} };
}

function acknowledged(item: UserMessageItem): ThreadStreamEvent {
  return { type: 'thread.item.done', item: toWireItem(item) };
}
