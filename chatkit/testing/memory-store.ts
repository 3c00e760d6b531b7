// A store in Maps: for tests, examples and reading. `GroupedMemoryStore` adds the calls that spare round trips.
import { ChatKitError, InvalidCursorError, NotFoundError } from '../errors.ts';
import type { Attachment } from '../protocol/content.ts';
import type { ThreadItem } from '../protocol/items.ts';
import type { Page, ThreadMetadata } from '../protocol/thread.ts';
import type { PageQuery, Store, StoredItem, TurnCommit, TurnStart, TurnStarted } from '../store.ts';

type ThreadRow = {
  owner: string;
  thread: ThreadMetadata;
  /** In the order of their first write, as Maps keep it. */
  items: Map<string, StoredItem>;
  turnId: string | undefined;
  stopTurnId: string | undefined;
};

export class MemoryStore<Context> implements Store<Context> {
  protected readonly rows = new Map<string, ThreadRow>();
  readonly #attachments = new Map<string, { owner: string; attachment: Attachment }>();
  readonly #ownerOf: (context: Context) => string;

  constructor(ownerOf: (context: Context) => string) {
    this.#ownerOf = ownerOf;
  }

  async loadThread(threadId: string, context: Context): Promise<ThreadMetadata> {
    return structuredClone(this.row(threadId, context).thread);
  }

  async saveThread(thread: ThreadMetadata, context: Context): Promise<void> {
    this.putThread(thread, context);
  }

  async loadThreads(query: PageQuery, context: Context): Promise<Page<ThreadMetadata>> {
    const owner = this.#ownerOf(context);
    const own = [...this.rows.values()].filter((row) => row.owner === owner);
    return pageOf(
      own.map((row) => row.thread),
      query,
    );
  }

  async deleteThread(threadId: string, context: Context): Promise<void> {
    this.row(threadId, context);
    this.rows.delete(threadId);
  }

  async loadThreadItems(threadId: string, query: PageQuery, context: Context): Promise<Page<ThreadItem>> {
    const items = this.find(threadId, context)?.items.values() ?? [];
    return pageOf(
      Array.from(items, ({ item }) => item),
      query,
    );
  }

  async loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem> {
    const stored = this.row(threadId, context).items.get(itemId);
    if (!stored) throw new NotFoundError(`Item ${itemId} not found`);
    return structuredClone(stored.item);
  }

  async addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    this.putItem(threadId, { item, status: 'done' }, context);
  }

  async saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    this.putItem(threadId, { item, status: 'done' }, context);
  }

  async deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void> {
    this.find(threadId, context)?.items.delete(itemId);
  }

  async saveAttachment(attachment: Attachment, context: Context): Promise<void> {
    const owner = this.#ownerOf(context);
    const known = this.#attachments.get(attachment.id);
    if (known && known.owner !== owner) throw new NotFoundError(`Attachment ${attachment.id} not found`);
    this.#attachments.set(attachment.id, { owner, attachment: structuredClone(attachment) });
  }

  async loadAttachment(attachmentId: string, context: Context): Promise<Attachment> {
    const known = this.#attachments.get(attachmentId);
    if (known?.owner !== this.#ownerOf(context))
      throw new NotFoundError(`Attachment ${attachmentId} not found`);
    return structuredClone(known.attachment);
  }

  async deleteAttachment(attachmentId: string, context: Context): Promise<void> {
    if (this.#attachments.get(attachmentId)?.owner !== this.#ownerOf(context)) return;
    this.#attachments.delete(attachmentId);
  }

  protected find(threadId: string, context: Context): ThreadRow | undefined {
    const row = this.rows.get(threadId);
    return row?.owner === this.#ownerOf(context) ? row : undefined;
  }

  protected row(threadId: string, context: Context): ThreadRow {
    const row = this.find(threadId, context);
    if (!row) throw new NotFoundError(`Thread ${threadId} not found`);
    return row;
  }

  protected putThread(thread: ThreadMetadata, context: Context): ThreadRow {
    const known = this.rows.has(thread.id) ? this.row(thread.id, context) : undefined;
    const owner = this.#ownerOf(context);
    const row = known ?? { owner, thread, items: new Map(), turnId: undefined, stopTurnId: undefined };
    row.thread = structuredClone(thread);
    this.rows.set(thread.id, row);
    return row;
  }

  protected putItem(threadId: string, stored: StoredItem, context: Context): void {
    const row = this.row(threadId, context);
    for (const other of this.rows.values()) {
      if (other !== row && other.items.has(stored.item.id)) throw new NotFoundError();
    }
    row.items.set(stored.item.id, structuredClone(stored));
  }
}

export class GroupedMemoryStore<Context> extends MemoryStore<Context> {
  async beginTurn(start: TurnStart, context: Context): Promise<TurnStarted> {
    const row =
      start.kind === 'create' ? this.putThread(start.thread, context) : this.row(start.threadId, context);
    const thread = structuredClone(row.thread);
    if (thread.status.type !== 'active') return { thread, history: [] };
    if (row.turnId) throw new ChatKitError(409, 'turn_in_progress', 'A turn is running');
    if (start.kind === 'retry') this.#cutAfter(row, start.item.id);
    if (start.kind === 'resume') this.#refuseUnlessPending(row, start.item.id);
    if (start.kind === 'create' || start.kind === 'message' || start.kind === 'resume') {
      this.putItem(thread.id, { item: start.item, status: 'done' }, context);
    }
    if (start.kind === 'resume') for (const id of start.discard) row.items.delete(id);
    row.turnId = start.turnId;
    const items = Array.from(row.items.values(), ({ item }) => item);
    return { thread, history: structuredClone(items.slice(-start.historyLimit)) };
  }

  async commitTurn(commit: TurnCommit, context: Context): Promise<void> {
    const row = this.row(commit.threadId, context);
    for (const stored of commit.items) this.putItem(commit.threadId, stored, context);
    const input = commit.input && row.items.get(commit.input.id);
    if (commit.input && input) input.status = commit.input.status;
    if (commit.thread) this.putThread(commit.thread, context);
    if (row.turnId === commit.turnId) row.turnId = undefined;
  }

  async markStopped(threadId: string, turnId: string, context: Context): Promise<void> {
    this.row(threadId, context).stopTurnId = turnId;
  }

  async isStopRequested(threadId: string, turnId: string, context: Context): Promise<boolean> {
    return this.find(threadId, context)?.stopTurnId === turnId;
  }

  async runningTurn(threadId: string, context: Context): Promise<string | undefined> {
    return this.find(threadId, context)?.turnId;
  }

  /** What the store knows of an item beside the item. */
  async statusOf(
    threadId: string,
    itemId: string,
    context: Context,
  ): Promise<StoredItem['status'] | undefined> {
    return this.row(threadId, context).items.get(itemId)?.status;
  }

  #refuseUnlessPending(row: ThreadRow, itemId: string): void {
    const item = row.items.get(itemId)?.item;
    if (!item) throw new NotFoundError(`Item ${itemId} not found`);
    const pending = 'status' in item && item.status === 'pending';
    if (!pending) throw new ChatKitError(409, 'conflict', 'The item is not pending');
  }

  #cutAfter(row: ThreadRow, itemId: string): void {
    const ids = [...row.items.keys()];
    const index = ids.indexOf(itemId);
    if (index < 0) throw new NotFoundError(`Item ${itemId} not found`);
    for (const id of ids.slice(index + 1)) row.items.delete(id);
  }
}

/** Both kinds with a name, for tests that must hold for either. */
export const STORES = [
  ['plain store', MemoryStore],
  ['grouped store', GroupedMemoryStore],
] as const;

function pageOf<Row extends { id: string }>(rows: Row[], { limit, order, after }: PageQuery): Page<Row> {
  const ordered = order === 'asc' ? rows : rows.toReversed();
  const start = after === undefined ? 0 : ordered.findIndex((row) => row.id === after) + 1;
  if (after !== undefined && start === 0) throw new InvalidCursorError();
  const data = structuredClone(ordered.slice(start, start + limit));
  const has_more = start + limit < ordered.length;
  return { data, has_more, ...(has_more && { after: data.at(-1)?.id }) };
}
