// What an integrator gives to `createChatKitServer`, and what a responder gets.
import type { ActionHandlers } from './actions.ts';
import type { AttachmentStore } from './attachments.ts';
import type { Feedback } from './feedback.ts';
import { type Ids, type ItemKind, prefixedIds } from './ids.ts';
import type { StreamOptions, ThreadStreamEvent } from './protocol/events.ts';
import type { ThreadItem, UserMessageItem } from './protocol/items.ts';
import type { UserMessageInput } from './protocol/requests.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import type { Store, StoredItem, TurnOutcome } from './store.ts';
import { systemTimer, type Timer } from './timer.ts';
import type { Recording } from './transcribe.ts';

export type Turn<Context> = {
  turnId: string;
  /** Change it and the change is saved and announced, at the latest when the turn ends. */
  thread: ThreadMetadata;
  /** `null` when the turn goes on without a new message. */
  input: UserMessageItem | null;
  /** The newest items, oldest first, hidden ones included; `input`, when there is one, is the last. */
  history: ThreadItem[];
  context: Context;
  /** The request's own `metadata`, as the client sent it. */
  metadata: Record<string, unknown>;
  /** Aborts when the turn is stopped, runs out of time or has failed. */
  signal: AbortSignal;
  /** The fields every new item begins with; the id is drawn from `ids`. */
  newItem(kind: ItemKind): { id: string; thread_id: string; created_at: string };
};

/** Threads are announced by the engine, when `turn.thread` changed. */
export type ResponderEvent = Exclude<ThreadStreamEvent, { type: 'thread.created' | 'thread.updated' }>;

export type Responder<Context> = (turn: Turn<Context>) => AsyncIterable<ResponderEvent>;

export type TurnEnd<Context> = {
  turnId: string;
  thread: ThreadMetadata;
  outcome: TurnOutcome;
  /** The items this turn stored, in order. */
  items: StoredItem[];
  input: { id: string; status: 'done' | 'failed' } | null;
  /** What made it fail; never shown to the client. */
  error?: unknown;
  context: Context;
};

/** `defaults` is what would be stored; `pending` is every item that was begun and not done. */
export type CancelledStream<Context> = {
  thread: ThreadMetadata;
  pending: ThreadItem[];
  defaults: ThreadItem[];
  context: Context;
};

export type Log = (message: string, detail: Record<string, unknown>) => void;

export type ChatKitServerOptions<Context> = {
  store: Store<Context>;
  /** Answers a turn, usually as an async generator. A throw ends the turn with one `error` event. */
  respond: Responder<Context>;
  /** Answers what users do to widgets. Without the handler of its kind an action is refused with 400. */
  actions?: ActionHandlers<Context>;
  /** Gets thumbs up and down. Without it they are accepted and forgotten. */
  addFeedback?(feedback: Feedback, context: Context): void | Promise<void>;
  /** Takes files; the store then needs its three methods for attachments. Without it: `attachments_not_supported`. */
  attachments?: AttachmentStore<Context>;
  /** Turns speech into text. Without it a recording is refused as an attachment is. */
  transcribe?(recording: Recording, context: Context): string | Promise<string>;
  /** Throw (ChatKitError or your own) to refuse before anything is stored; a return value replaces the input. */
  validateInput?(
    input: UserMessageInput,
    context: Context,
  ): UserMessageInput | undefined | Promise<UserMessageInput | undefined>;
  /** A title for a new thread, from its first message. Default none: clients then show their own words. */
  titleOf?(message: UserMessageItem): string | undefined;
  /** The same for the title of `threads.update`: throw to refuse, or return the title to store. */
  validateTitle?(title: string, context: Context): string;
  /** Default `{ allow_cancel: true }`. */
  streamOptions?(thread: ThreadMetadata, context: Context): StreamOptions;
  /** Returns what a cancelled turn leaves behind, instead of the default. */
  handleStreamCancelled?(cancelled: CancelledStream<Context>): ThreadItem[] | Promise<ThreadItem[]>;
  /** After everything is stored. A throw is logged. */
  onTurnEnd?(end: TurnEnd<Context>): void | Promise<void>;
  /** What a lost connection does to the turn. Default `cancel`; `finish` needs a host that keeps running. */
  onDisconnect?: 'cancel' | 'finish';
  /** Default 60 s for a whole turn. */
  timeoutMs?: number;
  /** Shown to the user at the time limit; without it the client's own sentence for `stream.error`. */
  timeoutMessage?: string;
  /** How many items `turn.history` holds at most. Default 50. */
  historyLimit?: number;
  ids?: Ids<Context>;
  now?: () => Date;
  timer?: Timer;
  /** Gets every unforeseen error whole. Default `console.error`. */
  log?: Log;
};

export type Settings<Context> = ChatKitServerOptions<Context> &
  Required<
    Pick<
      ChatKitServerOptions<Context>,
      'onDisconnect' | 'timeoutMs' | 'historyLimit' | 'ids' | 'now' | 'timer' | 'log'
    >
  >;

/** @throws Error when the options contradict each other. */
export function settle<Context>(options: ChatKitServerOptions<Context>): Settings<Context> {
  const { saveAttachment, loadAttachment, deleteAttachment } = options.store;
  if (options.attachments && !(saveAttachment && loadAttachment && deleteAttachment)) {
    throw new Error('The option `attachments` needs a store with save-, load- and deleteAttachment');
  }
  return {
    onDisconnect: 'cancel',
    timeoutMs: 60_000,
    historyLimit: 50,
    ids: prefixedIds,
    now: () => new Date(),
    timer: systemTimer,
    log: (message, detail) => console.error(message, detail),
    ...options,
  };
}
