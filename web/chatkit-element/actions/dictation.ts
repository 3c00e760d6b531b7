// From a recording to words.
import type { Sentence } from '../state/chat-state.ts';
import { sayPartMissing } from '../state/notices.ts';
import type { Session } from '../state/session.ts';

export type DictationActions = {
  /** What was said; null when it could not be written down, which is on screen by then. */
  transcribe(recording: Blob): Promise<string | null>;
  /** Says why there are no words, and tells the host when something failed. */
  reportDictation(text: Sentence['text'], cause?: unknown): Promise<void>;
};

export function dictationActions(session: Session): DictationActions {
  const load = () =>
    import('../state/dictation.ts').catch(() => {
      session.store.update(sayPartMissing);
      return null;
    });
  return {
    transcribe: async (recording) => (await load())?.writeDown(session, recording) ?? null,
    async reportDictation(text, cause) {
      (await load())?.reportDictation(session, text, cause);
    },
  };
}
