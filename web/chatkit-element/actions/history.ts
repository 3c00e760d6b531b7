// What the buttons of the history do.
import { closeHistory, openHistory, readMoreHistory, refreshHistory } from '../state/history.ts';
import { deleteThread, renameThread } from '../state/history-changes.ts';
import type { Session } from '../state/session.ts';
import { openThread } from '../state/thread.ts';
import { quietly } from './surroundings.ts';

export type HistoryActions = {
  showHistory(): void;
  hideHistory(): void;
  loadHistory(read: 'list' | 'more'): void;
  openThread(id: string): void;
  renameThread(id: string, title: string): void;
  deleteThread(id: string): void;
};

export function historyActions(session: Session): HistoryActions {
  return {
    showHistory: () => openHistory(session),
    hideHistory: () => closeHistory(session),
    loadHistory: (read) => quietly(read === 'list' ? refreshHistory(session) : readMoreHistory(session)),
    openThread(id) {
      // What is there already, with an answer that may be running, is only shown.
      if (session.store.get().threadId === id) closeHistory(session);
      else quietly(openThread(session, id));
    },
    renameThread: (id, title) => quietly(renameThread(session, id, title.trim())),
    deleteThread: (id) => quietly(deleteThread(session, id)),
  };
}
