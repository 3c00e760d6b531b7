// From a recording to words.
import { ChatKitError } from '../client/chatkit-error.ts';
import type { Sentence } from '../state/chat-state.ts';
import { notify } from '../state/notices.ts';
import type { Session } from '../state/session.ts';

export type DictationActions = {
  /** What was said; null when it could not be written down, which is on screen by then. */
  transcribe(recording: Blob): Promise<string | null>;
  /** Says why there are no words, and tells the host when something failed. */
  reportDictation(text: Sentence['text'], cause?: unknown): void;
};

export function dictationActions({ store, client, emit }: Session): DictationActions {
  function reportDictation(text: Sentence['text'], cause?: unknown): void {
    store.update((state) => notify(state, text, {}, cause === undefined ? 'info' : 'danger'));
    if (cause === undefined) return;
    const error =
      cause instanceof ChatKitError
        ? cause
        : new ChatKitError('dictation', 'The dictation failed', { requestType: 'input.transcribe', cause });
    emit('chatkit.error', { error });
  }
  return {
    reportDictation,
    async transcribe(recording) {
      try {
        const speech = await import('../client/speech.ts');
        return await speech.transcribe(client, recording);
      } catch (error) {
        const isLarge = error instanceof ChatKitError && error.status === 413;
        reportDictation(isLarge ? 'problem_too_large' : 'dictation_failed', error);
        return null;
      }
    },
  };
}
