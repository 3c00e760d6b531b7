// What a user does to a widget: as a turn (threads.custom_action), or aside, also while a turn runs
// (threads.sync_custom_action).
import { type BegunTurn, begin } from './begin-turn.ts';
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import { inOrder } from './in-order.ts';
import type { ResponderEvent, Turn } from './options.ts';
import type { ErrorEvent } from './protocol/events.ts';
import type { ThreadItem, WidgetItem } from './protocol/items.ts';
import type { Action, RequestOf } from './protocol/requests.ts';
import type { ThreadMetadata } from './protocol/thread.ts';

/** `sender` is the stored item that the client named, or `null`. The payload is the client's word: authorize it. */
export type WidgetAction = { action: Action; sender: WidgetItem | null };

export type ActionTurn<Context> = Turn<Context> & WidgetAction;

export type SyncAction<Context> = WidgetAction & {
  thread: ThreadMetadata;
  context: Context;
  /** The request's own `metadata`. */
  metadata: Record<string, unknown>;
};

export type ActionHandlers<Context> = {
  /**
   * Answers an action as `respond` answers a message, with the same events. Yield `thread.item.replaced` for a
   * change of the sender that is to stay; `thread.item.updated` only changes what is on the screen.
   */
  stream?(turn: ActionTurn<Context>): AsyncIterable<ResponderEvent>;
  /** Answers with the sender as it is now, if it changed; it is stored before the client hears of it. */
  sync?(action: SyncAction<Context>): WidgetItem | undefined | Promise<WidgetItem | undefined>;
};

type ActionParams = RequestOf<'threads.custom_action'>['params'];

/**
 * An error event instead of a turn when the sender is no widget.
 * @throws ChatKitError 400 for an action nobody answers; whose thread it is comes first.
 */
export async function beginAction<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.custom_action'>,
): Promise<BegunTurn | ErrorEvent> {
  const { store, actions } = call.settings;
  if (!actions?.stream && params.item_id === undefined)
    await store.loadThread(params.thread_id, call.context);
  const sender = await findSender(call, params);
  if (!actions?.stream) throw unanswered();
  if (!isWidgetOrNone(sender)) return { type: 'error', code: 'stream.error', allow_retry: false };
  const { thread_id: threadId, action } = params;
  const start = { kind: 'action', threadId, sender: sender?.id ?? null, action } as const;
  const begun = await begin(call, start, metadata);
  return { ...begun, action: { action, sender } };
}

/** The events of a turn that an action began, which it only does where there is a handler. */
export function act<Context>(
  handlers: ActionHandlers<Context> | undefined,
  turn: ActionTurn<Context>,
): AsyncIterable<ResponderEvent> {
  if (!handlers?.stream) throw new Error(`No actions.stream for the action ${turn.action.type}`);
  return handlers.stream(turn);
}

export async function answerAction<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.sync_custom_action'>,
): Promise<{ body: { updated_item?: WidgetItem } }> {
  const { settings, context } = call;
  const { store, actions } = settings;
  const [thread, sender] = await inOrder([
    store.loadThread(params.thread_id, context),
    findSender(call, params),
  ]);
  if (!actions?.sync) throw unanswered();
  if (!isWidgetOrNone(sender)) throw new ChatKitError(400, 'invalid_request', 'The item is not a widget');
  const before = structuredClone(sender);
  const updated_item = await actions.sync({ action: params.action, sender, thread, context, metadata });
  if (!updated_item) return { body: {} };
  if (updated_item.id !== before?.id || updated_item.thread_id !== before.thread_id) {
    throw new Error(`actions.sync returned ${updated_item.id}, which is not the sender`);
  }
  await store.saveItem(thread.id, updated_item, context);
  return { body: { updated_item } };
}

const unanswered = () => new ChatKitError(400, 'invalid_request', 'This server does not answer such actions');

async function findSender<Context>(
  { settings, context }: Call<Context>,
  { thread_id, item_id }: ActionParams,
): Promise<ThreadItem | null> {
  return item_id === undefined ? null : settings.store.loadItem(thread_id, item_id, context);
}

function isWidgetOrNone(item: ThreadItem | null): item is WidgetItem | null {
  return item === null || item.type === 'widget';
}
