// What the buttons of the history do.
import { closeHistory, openHistory, readMoreHistory, refreshHistory } from '../state/history.ts';
import { notify } from '../state/notices.ts';
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

/** Fetched when it is first needed; what else can fail, it says itself. */
const changes = () => import('../state/history-changes.ts');

export function historyActions(session: Session): HistoryActions {
  const say = (text: 'rename_failed' | 'delete_failed') =>
    session.store.update((state) => notify(state, text));
  return {
    showHistory: () => openHistory(session),
    hideHistory: () => closeHistory(session),
    loadHistory: (read) => quietly(read === 'list' ? refreshHistory(session) : readMoreHistory(session)),
    openThread(id) {
      // What is there already, with an answer that may be running, is only shown.
      if (session.store.get().threadId === id) closeHistory(session);
      else quietly(openThread(session, id));
    },
    renameThread(id, title) {
      const rename = async () => (await changes()).renameThread(session, id, title.trim());
      rename().catch(() => say('rename_failed'));
    },
    deleteThread(id) {
      const remove = async () => (await changes()).deleteThread(session, id);
      remove().catch(() => say('delete_failed'));
    },
  };
}
