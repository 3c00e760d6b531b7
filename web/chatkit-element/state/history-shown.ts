// The list of threads under what the user has just changed. Pure.
import type { HistoryChange, HistoryList, ThreadInfo } from './chat-state.ts';

/** The threads as they are shown. */
export function shownThreads({ threads, changes }: HistoryList): ThreadInfo[] {
  return threads.flatMap((thread) => {
    const change = changes.get(thread.id);
    if (change === 'deleted') return [];
    return [change ? { ...thread, title: change.title } : thread];
  });
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
