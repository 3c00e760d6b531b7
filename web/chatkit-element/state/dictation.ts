// From a recording to words. Fetched with the first recording.
import { ChatKitError } from '../client/chatkit-error.ts';
import { transcribe } from '../client/speech.ts';
import type { Sentence } from './chat-state.ts';
import { notify } from './notices.ts';
import type { Session } from './session.ts';

/** What was said; null when it could not be written down, which is on screen by then. */
export async function writeDown(session: Session, recording: Blob): Promise<string | null> {
  try {
    return await transcribe(session.client, recording);
  } catch (error) {
    const isLarge = error instanceof ChatKitError && error.status === 413;
    reportDictation(session, isLarge ? 'problem_too_large' : 'dictation_failed', error);
    return null;
  }
}

/** Says why there are no words; a failure goes to the host too. */
export function reportDictation({ store, emit }: Session, text: Sentence['text'], cause?: unknown): void {
  store.update((state) => notify(state, text, {}, cause === undefined ? 'info' : 'danger'));
  if (cause === undefined) return;
  const error =
    cause instanceof ChatKitError
      ? cause
      : new ChatKitError('dictation', 'The dictation failed', { requestType: 'input.transcribe', cause });
  emit('chatkit.error', { error });
}
