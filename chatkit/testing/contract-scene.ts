// What every test of the store contract begins with.
import { expect } from 'vitest';
import type { Ids } from '../ids.ts';
import type { ThreadItem } from '../protocol/items.ts';
import type { ThreadMetadata } from '../protocol/thread.ts';
import type { PageQuery, Store } from '../store.ts';
import { INSTANT, userMessage } from './script.ts';

export type StoreUnderTest<Context> = {
  store: Store<Context>;
  /** A context of a new user, who owns nothing yet. */
  newUser(): Promise<Context>;
  /** Ids as this store takes them. */
  ids: Ids<Context>;
};

export type Scene<Context> = StoreUnderTest<Context> & {
  user: Context;
  newThread(fields?: Partial<ThreadMetadata>): ThreadMetadata;
  /** Saves a thread with this many messages, and returns both. */
  fill(count: number): Promise<{ thread: ThreadMetadata; items: ThreadItem[] }>;
};

export type On<Context> = (sentence: string, body: (scene: Scene<Context>) => Promise<void>) => void;

export async function setScene<Context>(made: StoreUnderTest<Context>): Promise<Scene<Context>> {
  const { store, ids } = made;
  const user = await made.newUser();
  const newThread = (fields = {}): ThreadMetadata => ({
    id: ids.thread(user),
    created_at: INSTANT,
    status: { type: 'active' },
    metadata: {},
    ...fields,
  });
  return {
    ...made,
    user,
    newThread,
    async fill(count) {
      const thread = newThread();
      await store.saveThread(thread, user);
      const items = Array.from({ length: count }, (_, index) =>
        userMessage(ids.item('message', thread.id, user), thread.id, `message ${index}`),
      );
      for (const item of items) await store.addThreadItem(thread.id, item, user);
      return { thread, items };
    },
  };
}

export const page = (fields: Partial<PageQuery> = {}): PageQuery => ({ limit: 10, order: 'asc', ...fields });
export const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

/** Errors are told by name: a store may come from another copy of the library. */
export const absent = expect.objectContaining({ name: 'NotFoundError' });
export const invalidCursor = expect.objectContaining({ name: 'InvalidCursorError' });
