// `beginTurn` for stores that have only the plain calls. Reads come before writes, so that a failing read
// leaves nothing behind; a failing second write takes the first one back.
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import { inOrder } from './in-order.ts';
import type { ThreadItem } from './protocol/items.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import type { TurnStart, TurnStarted } from './store.ts';

type Started = TurnStarted & { release(): void };
type StartOf<Kind extends TurnStart['kind']> = Extract<TurnStart, { kind: Kind }>;

const RETRY_PAGE = 20;

export function beginPlainly<Context>(call: Call<Context>, start: TurnStart): Promise<Started> {
  if (start.kind === 'create') return createThread(call, start);
  return continueThread(call, start);
}

async function createThread<Context>(
  { settings, running, context }: Call<Context>,
  { thread, item }: StartOf<'create'>,
): Promise<Started> {
  const { store, log } = settings;
  await store.saveThread(thread, context);
  try {
    await store.addThreadItem(thread.id, item, context);
  } catch (error) {
    await store.deleteThread(thread.id, context).catch((second: unknown) => {
      log('A thread without a message could not be removed', { threadId: thread.id, error: second });
    });
    throw error;
  }
  return { thread, history: [item], release: running.claim(thread.id) };
}

type Continuing = Exclude<TurnStart['kind'], 'create'>;
/** Writes what the start says and returns the history, of which `earlier` was read ahead. */
type Write<Start> = <Context>(
  call: Call<Context>,
  start: Start,
  earlier: ThreadItem[],
) => Promise<ThreadItem[]>;

async function continueThread<Context>(call: Call<Context>, start: StartOf<Continuing>): Promise<Started> {
  const { settings, running, context } = call;
  const readEarlier = () => newest(call, start.threadId, earlierItems(start));
  const released = running.released();
  const [thread, early] = await inOrder([settings.store.loadThread(start.threadId, context), readEarlier()]);
  refuseUnlessActive(thread);
  const release = running.claim(start.threadId);
  try {
    // A turn that ended meanwhile has written after it was read.
    const earlier = running.released() === released ? early : await readEarlier();
    // Each function of the table takes exactly the start it is filed under.
    const write = writes[start.kind] as Write<typeof start>;
    return { thread, history: await write(call, start, earlier), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** How many items can be read while it is not known yet whose thread it is. */
function earlierItems({ kind, historyLimit }: StartOf<Continuing>): number {
  if (kind === 'message') return historyLimit - 1;
  return kind === 'action' ? historyLimit : 0;
}

const writes: { [Kind in Continuing]: Write<StartOf<Kind>> } = {
  message: append,
  retry: cut,
  resume: settlePending,
  action: async (_call, _start, earlier) => earlier,
};

async function append<Context>(
  call: Call<Context>,
  { threadId, item }: StartOf<'message'>,
  earlier: ThreadItem[],
): Promise<ThreadItem[]> {
  await call.settings.store.addThreadItem(threadId, item, call.context);
  return [...earlier, item];
}

async function cut<Context>(
  call: Call<Context>,
  { threadId, item, historyLimit }: StartOf<'retry'>,
): Promise<ThreadItem[]> {
  const { store } = call.settings;
  const earlier = await newest(call, threadId, historyLimit - 1, item.id);
  const later = await newerThan(call, threadId, item.id);
  for (const id of later) await store.deleteThreadItem(threadId, id, call.context);
  return [...earlier, item];
}

/** The item comes last: until it is written, the request can be sent again. */
async function settlePending<Context>(
  call: Call<Context>,
  { threadId, item, discard, historyLimit }: StartOf<'resume'>,
): Promise<ThreadItem[]> {
  const { store } = call.settings;
  const stored = await store.loadItem(threadId, item.id, call.context);
  if (stored.type !== item.type || stored.status !== 'pending') {
    throw new ChatKitError(409, 'conflict', 'This was answered already');
  }
  const items = await newest(call, threadId, historyLimit + discard.length);
  for (const id of discard) await store.deleteThreadItem(threadId, id, call.context);
  await store.saveItem(threadId, item, call.context);
  return items
    .filter(({ id }) => !discard.includes(id))
    .map((one) => (one.id === item.id ? item : one))
    .slice(-historyLimit);
}

async function newest<Context>(
  { settings, context }: Call<Context>,
  threadId: string,
  limit: number,
  before?: string,
): Promise<ThreadItem[]> {
  if (limit < 1) return [];
  const page = await settings.store.loadThreadItems(
    threadId,
    { limit, order: 'desc', after: before },
    context,
  );
  return page.data.reverse();
}

/** The ids of all items that came after this one, newest first. */
async function newerThan<Context>(
  { settings, context }: Call<Context>,
  threadId: string,
  itemId: string,
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (;;) {
    const query = { limit: RETRY_PAGE, order: 'desc', after } as const;
    const page = await settings.store.loadThreadItems(threadId, query, context);
    for (const { id } of page.data) {
      if (id === itemId) return ids;
      ids.push(id);
    }
    if (!page.has_more) return ids;
    after = page.after;
  }
}

/** @throws ChatKitError 409 with the reason of the lock. */
export function refuseUnlessActive({ status }: ThreadMetadata): void {
  if (status.type === 'active') return;
  throw new ChatKitError(409, 'thread_locked', status.reason ?? `This thread is ${status.type}`);
}
