// What the panel's buttons do, carried out on a session. Failures are on screen and in events already.
import type { ChatKitOptions } from '@openai/chatkit';
import { contentOf, inputOf } from './message-input.ts';
import { isBusy, isOpen } from './state/chat-state.ts';
import { loadOlder } from './state/read-thread.ts';
import { retryFrom, sendMessage } from './state/send.ts';
import type { Session } from './state/session.ts';
import type { Store } from './state/store.ts';
import { openThread, startNewThread } from './state/thread.ts';
import { stopTurn } from './state/turn.ts';
import type { Actions } from './view/panel-context.ts';

type Surroundings = {
  options: () => ChatKitOptions | undefined;
  announcements: Store<string>;
  focusInput: () => void;
};

export function createActions(
  session: Session,
  { options, announcements, focusInput }: Surroundings,
): Actions {
  const { store, emit } = session;
  const send = (message: Parameters<typeof inputOf>[0], draft: (now: string) => string) => {
    const input = inputOf(message);
    const state = store.get();
    if (!input || isBusy(state) || !isOpen(state)) return;
    // A refusal gives the text back to an empty composer, so it leaves before the message does.
    store.set({ ...state, draft: draft(state.draft) });
    quietly(sendMessage(session, input));
  };
  return {
    send: (text) => send({ text: text.trim() }, () => ''),
    sendPrompt(index) {
      const prompt = options()?.startScreen?.prompts?.[index]?.prompt;
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
    setDraft: (draft) => store.update((state) => ({ ...state, draft })),
    announce: (text) => announcements.set(text),
    openDeeplink: (link) => emit('chatkit.deeplink', link),
  };
}

/** The failure has been shown and dispatched where it happened. */
function quietly(work: Promise<void>): void {
  work.catch(() => {});
}

const nothing = () => {};

/** For a panel that has no server to talk to. */
export const noActions: Actions = {
  send: nothing,
  sendPrompt: nothing,
  stop: nothing,
  newChat: nothing,
  retry: nothing,
  reload: nothing,
  loadOlder: nothing,
  dismiss: nothing,
  setDraft: nothing,
  announce: nothing,
  openDeeplink: nothing,
};
