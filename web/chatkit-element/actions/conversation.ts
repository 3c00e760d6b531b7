// What the buttons of a conversation do.
import { contentOf } from '../methods/message-input.ts';
import { EMPTY_DRAFT, isBusy, isOpen } from '../state/chat-state.ts';
import { choiceOf, toolAfterSubmit } from '../state/choice.ts';
import { messageOf, type Refusal, refusalOf, toMessage } from '../state/compose.ts';
import { loadOlder } from '../state/read-thread.ts';
import { retryFrom, sendMessage } from '../state/send.ts';
import type { Session } from '../state/session.ts';
import { createTagFollower, type Edit } from '../state/tags.ts';
import { openThread, startNewThread } from '../state/thread.ts';
import { stopTurn } from '../state/turn.ts';
import { quietly, type Surroundings } from './surroundings.ts';

export type ConversationActions = {
  /** Sends the draft, or says why it cannot be sent now. */
  send(): Refusal | null;
  sendPrompt(index: number): void;
  stop(): void;
  newChat(): void;
  retry(rowKey: string): void;
  reload(): void;
  loadOlder(): void;
  dismiss(rowKey: string): void;
  /** What stands in the text now, and how it came there. */
  setDraft(text: string, edit?: Edit): void;
  announce(text: string): void;
  openDeeplink(link: { name: string; data: Record<string, string> }): void;
};

export function conversationActions(
  session: Session,
  { announcements, focusInput }: Surroundings,
): ConversationActions {
  const { store, emit, options } = session;
  const followTags = createTagFollower();
  return {
    send() {
      const state = store.get();
      const refusal = refusalOf(state);
      if (refusal !== null) return refusal;
      const { draft, toolId } = state;
      const { input, attachments } = messageOf(draft, choiceOf(state, options()));
      // A refusal gives the draft back to an empty composer, so it leaves before the message does.
      store.set({ ...state, draft: EMPTY_DRAFT, toolId: toolAfterSubmit(state, options()) });
      quietly(sendMessage(session, input, attachments, { draft, toolId }));
      return null;
    },
    sendPrompt(index) {
      const prompt = options().startScreen?.prompts?.[index]?.prompt;
      const state = store.get();
      if (prompt === undefined || isBusy(state) || !isOpen(state)) return;
      const content = contentOf(typeof prompt === 'string' ? { text: prompt } : { content: prompt });
      if (content.every((part) => part.text.trim() === '')) return;
      const { input } = toMessage(content, [], '', choiceOf(state, options()));
      store.set({ ...state, toolId: toolAfterSubmit(state, options()) });
      quietly(sendMessage(session, input));
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
    setDraft: (text, edit) =>
      store.update((state) => ({
        ...state,
        draft: { ...state.draft, text, tags: followTags(state.draft, text, edit) },
      })),
    announce: (text) => announcements.set(text),
    openDeeplink: (link) => emit('chatkit.deeplink', link),
  };
}
