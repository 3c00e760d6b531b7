// The requests about threads and items that answer with one JSON document.
import type { Call } from './call.ts';
import { inOrder } from './in-order.ts';
import type { ThreadItem } from './protocol/items.ts';
import type { RequestOf } from './protocol/requests.ts';
import type { Page, Thread } from './protocol/thread.ts';
import { toWireItems, toWireThread } from './wire.ts';

/** How many items come with a thread. */
const FIRST_ITEMS = 20;

/** With the oldest items, and the id of the turn that runs on it. */
export async function getThread<Context>(
  { settings, running, context }: Call<Context>,
  { params }: RequestOf<'threads.get_by_id'>,
): Promise<{ body: Thread; turnId: string | undefined }> {
  const id = params.thread_id;
  const [thread, items, elsewhere] = await inOrder([
    settings.store.loadThread(id, context),
    settings.store.loadThreadItems(id, { limit: FIRST_ITEMS, order: 'asc' }, context),
    Promise.resolve(running.onThread(id)?.turnId ?? settings.store.runningTurn?.(id, context)),
  ]);
  return { body: toWireThread(thread, items), turnId: elsewhere };
}

export async function listThreads<Context>(
  { settings, context }: Call<Context>,
  { params }: RequestOf<'threads.list'>,
): Promise<{ body: Page<Thread> }> {
  const page = await settings.store.loadThreads(params, context);
  return { body: { ...page, data: page.data.map((thread) => toWireThread(thread)) } };
}

export async function updateThread<Context>(
  { settings, context }: Call<Context>,
  { params }: RequestOf<'threads.update'>,
): Promise<{ body: Thread }> {
  const title = settings.validateTitle?.(params.title, context) ?? params.title;
  const thread = { ...(await settings.store.loadThread(params.thread_id, context)), title };
  await settings.store.saveThread(thread, context);
  return { body: toWireThread(thread) };
}

/** A turn that runs on it here ends without storing anything more. */
export async function deleteThread<Context>(
  { settings, running, context }: Call<Context>,
  { params }: RequestOf<'threads.delete'>,
): Promise<{ body: Record<string, never> }> {
  await settings.store.deleteThread(params.thread_id, context);
  running.onThread(params.thread_id)?.end('deleted');
  return { body: {} };
}

export async function listItems<Context>(
  { settings, context }: Call<Context>,
  { params: { thread_id, ...query } }: RequestOf<'items.list'>,
): Promise<{ body: Page<ThreadItem> }> {
  const [, items] = await inOrder([
    settings.store.loadThread(thread_id, context),
    settings.store.loadThreadItems(thread_id, query, context),
  ]);
  return { body: toWireItems(items) };
}
