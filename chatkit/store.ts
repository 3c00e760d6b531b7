// What the library asks of a database. `testing/store-contract.ts` holds a store to every sentence here.
import type { Attachment } from './protocol/content.ts';
import type {
  ClientToolCallItem,
  StructuredInputItem,
  ThreadItem,
  UserMessageItem,
} from './protocol/items.ts';
import type { Action } from './protocol/requests.ts';
import type { Page, ThreadMetadata } from './protocol/thread.ts';

/** `after` is the id of the last row of the page before. */
export type PageQuery = { limit: number; order: 'asc' | 'desc'; after?: string | undefined };

/** `incomplete`: cut by a stop, an error or the time limit. `failed`: a user message whose turn failed. */
export type ItemStatus = 'done' | 'incomplete' | 'failed';

export type TurnStart = {
  turnId: string;
  /** How many of the newest items to give back. */
  historyLimit: number;
} & (
  | { kind: 'create'; thread: ThreadMetadata; item: UserMessageItem }
  | { kind: 'message'; threadId: string; item: UserMessageItem }
  /** `item` is stored already; every newer item of the thread goes. */
  | { kind: 'retry'; threadId: string; item: UserMessageItem }
  /**
   * `item`, no longer pending, takes the place of the stored item with its id, whose own `status` must still
   * be `pending`; the items with the ids of `discard` go, as far as they are there.
   */
  | {
      kind: 'resume';
      threadId: string;
      item: ClientToolCallItem | StructuredInputItem;
      discard: string[];
    }
  /** Writes no item: the user did something to a widget, `sender` if the client named one. */
  | { kind: 'action'; threadId: string; sender: string | null; action: Action }
);

export type StoredItem = { item: ThreadItem; status: ItemStatus };

/** `history`: the newest items, oldest first, as they are after the write; a user message of the start is the last. */
export type TurnStarted = { thread: ThreadMetadata; history: ThreadItem[] };

/** `stopped` by the user or a lost connection. */
export type TurnOutcome = 'completed' | 'stopped' | 'failed';

/** Everything a turn still has to write when it is over. */
export type TurnCommit = {
  turnId: string;
  threadId: string;
  outcome: TurnOutcome;
  /** The user message that was answered, and whether its turn failed. */
  input: { id: string; status: 'done' | 'failed' } | null;
  /** To upsert, in this order. Items that were done earlier in the turn are stored already. */
  items: StoredItem[];
  /** Only when the responder changed it since it was last saved. */
  thread?: ThreadMetadata;
};

/**
 * Every method gets the integrator's context, and a row that is not the context's owner's is absent.
 * Rows are ordered by the sequence of their first write, never by time. A cursor is the id of the last row
 * of a page; an id that is no row of the list throws `InvalidCursorError`. Pages never repeat or skip rows
 * that existed all along, whatever is added meanwhile; `has_more` is exact, and `after` is given only with it.
 * What is returned is the caller's to change; what is passed in stays the caller's.
 */
export interface Store<Context> {
  /** @throws NotFoundError */
  loadThread(threadId: string, context: Context): Promise<ThreadMetadata>;
  /** Upsert. @throws NotFoundError when the id is somebody else's. */
  saveThread(thread: ThreadMetadata, context: Context): Promise<void>;
  loadThreads(page: PageQuery, context: Context): Promise<Page<ThreadMetadata>>;
  /** With its items. @throws NotFoundError */
  deleteThread(threadId: string, context: Context): Promise<void>;

  /** An empty page when the thread is absent. */
  loadThreadItems(threadId: string, page: PageQuery, context: Context): Promise<Page<ThreadItem>>;
  /** @throws NotFoundError also when the item is in another thread. */
  loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem>;
  /** Upsert at the end: an id that is there keeps its place. @throws NotFoundError for an absent thread. */
  addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void>;
  /** Upsert that may change the item's type. @throws NotFoundError for an absent thread. */
  saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void>;
  /** No effect when the item is absent. */
  deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void>;

  /** Upsert; needed, like the next two, for attachments only. @throws NotFoundError when the id is somebody else's. */
  saveAttachment?(attachment: Attachment, context: Context): Promise<void>;
  /** With its metadata. @throws NotFoundError */
  loadAttachment?(attachmentId: string, context: Context): Promise<Attachment>;
  /** No effect when it is absent. */
  deleteAttachment?(attachmentId: string, context: Context): Promise<void>;

  /**
   * One round trip for all that precedes an answer: ownership, the write, one running turn per thread, and
   * the history. A thread that is not `active` is returned with nothing written and no turn begun.
   * @throws NotFoundError for an absent thread, and for the item of a `retry` or `resume` that is not in it;
   * ChatKitError(409, 'turn_in_progress') while another turn runs; ChatKitError(409, 'conflict') for a
   * `resume` whose stored item is not pending (any more). None of them writes.
   */
  beginTurn?(start: TurnStart, context: Context): Promise<TurnStarted>;
  /** One round trip for all that follows an answer; ends the running turn. All or nothing. */
  commitTurn?(commit: TurnCommit, context: Context): Promise<void>;

  /** Asks a turn that may run elsewhere to stop. No effect when it is over. @throws NotFoundError */
  markStopped?(threadId: string, turnId: string, context: Context): Promise<void>;
  isStopRequested?(threadId: string, turnId: string, context: Context): Promise<boolean>;
  /** The id of the turn that runs on this thread, wherever it runs. */
  runningTurn?(threadId: string, context: Context): Promise<string | undefined>;
}
