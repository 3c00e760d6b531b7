// The list of threads as the server names them. Pure.
import type { Page, Thread } from '#chatkit/protocol/thread.ts';
import type { HistoryList, HistoryRead, ThreadInfo } from './chat-state.ts';

/** The answer to a read: the list anew, or more of it. */
export function withPage(list: HistoryList, page: Page<Thread>, read: HistoryRead): HistoryList {
  const fetched = page.data.map(({ items: _items, metadata: _metadata, ...thread }): ThreadInfo => thread);
  const known = new Set(read === 'more' ? list.threads.map((thread) => thread.id) : []);
  const before = read === 'more' ? list.threads : [];
  return {
    ...list,
    threads: [...before, ...fetched.filter((thread) => !known.has(thread.id))],
    cursor: page.has_more ? (page.after ?? fetched.at(-1)?.id ?? null) : null,
    known: true,
    reading: null,
    problem: null,
  };
}

/** A thread has begun. A list that was never read stays unread. */
export function withNewThread(list: HistoryList, thread: ThreadInfo): HistoryList {
  if (!list.known) return list;
  return { ...list, threads: [thread, ...list.threads.filter((other) => other.id !== thread.id)] };
}

/** A thread has a new title or status; its place stays. */
export function withThread(list: HistoryList, thread: ThreadInfo): HistoryList {
  const index = list.threads.findIndex((other) => other.id === thread.id);
  return index < 0 ? list : { ...list, threads: list.threads.with(index, thread) };
}
