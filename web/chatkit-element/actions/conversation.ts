// What the buttons of a conversation do.
import { contentOf, inputOf } from '../methods/message-input.ts';
import { type Draft, EMPTY_DRAFT, isBusy, isOpen } from '../state/chat-state.ts';
import { loadOlder } from '../state/read-thread.ts';
import { retryFrom, sendMessage } from '../state/send.ts';
import type { Session } from '../state/session.ts';
import { openThread, startNewThread } from '../state/thread.ts';
import { stopTurn } from '../state/turn.ts';
import { quietly, type Surroundings } from './surroundings.ts';

export type ConversationActions = {
  send(text: string): void;
  sendPrompt(index: number): void;
  stop(): void;
  newChat(): void;
  retry(rowKey: string): void;
  reload(): void;
  loadOlder(): void;
  dismiss(rowKey: string): void;
  setDraft(text: string): void;
  announce(text: string): void;
  openDeeplink(link: { name: string; data: Record<string, string> }): void;
};

export function conversationActions(
  session: Session,
  { announcements, focusInput }: Surroundings,
): ConversationActions {
  const { store, emit, options } = session;
  const send = (message: Parameters<typeof inputOf>[0], draft: (now: Draft) => Draft) => {
    const input = inputOf(message);
    const state = store.get();
    if (!input || isBusy(state) || !isOpen(state)) return;
    // A refusal gives the text back to an empty composer, so it leaves before the message does.
    store.set({ ...state, draft: draft(state.draft) });
    quietly(sendMessage(session, input));
  };
  return {
    send: (text) => send({ text: text.trim() }, () => EMPTY_DRAFT),
    sendPrompt(index) {
      const prompt = options().startScreen?.prompts?.[index]?.prompt;
      if (prompt === undefined) return;
      const content = contentOf(typeof prompt === 'string' ? { text: prompt } : { content: prompt });
      send({ content }, (draft) => draft);
      focusInput();
    },
    stop: () => stopTurn(session),
    newChat() {
      startNewThread(session);
      focusInput();
    },
    retry(rowKey) {
      if (!isBusy(store.get())) quietly(retryFrom(session, rowKey));
    },
    reload() {
      const { threadId } = store.get();
      if (threadId !== null) quietly(openThread(session, threadId));
    },
    loadOlder: () => quietly(loadOlder(session)),
    dismiss: (key) =>
      store.update((state) => ({
        ...state,
        rows: state.rows.filter((row) => row.kind === 'item' || row.key !== key),
        notices: state.notices.filter((notice) => notice.key !== key),
      })),
    setDraft: (text) => store.update((state) => ({ ...state, draft: { ...state.draft, text } })),
    announce: (text) => announcements.set(text),
    openDeeplink: (link) => emit('chatkit.deeplink', link),
  };
}
