// The list of threads: what the server named, under what the user has just changed. Pure.
import type { Page, Thread } from '#chatkit/protocol/thread.ts';
import type { HistoryChange, HistoryList, HistoryRead, ThreadInfo } from './chat-state.ts';

/** The threads as they are shown. */
export function shownThreads({ threads, changes }: HistoryList): ThreadInfo[] {
  return threads.flatMap((thread) => {
    const change = changes.get(thread.id);
    if (change === 'deleted') return [];
    return [change ? { ...thread, title: change.title } : thread];
  });
}

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

export function withoutThread(list: HistoryList, id: string): HistoryList {
  return { ...list, threads: list.threads.filter((thread) => thread.id !== id) };
}

/** Shows a change of the user's; null takes it back. */
export function withChange(list: HistoryList, id: string, change: HistoryChange | null): HistoryList {
  const changes = new Map(list.changes);
  if (change === null) changes.delete(id);
  else changes.set(id, change);
  return { ...list, changes };
}
