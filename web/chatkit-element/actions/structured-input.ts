// What can be done with questions of the assistant. The work is fetched with the form.
import type { StructuredInputItem } from '#chatkit/protocol/items.ts';
import type { StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import { isBusy } from '../state/chat-state.ts';
import { sayPartMissing } from '../state/notices.ts';
import type { Session } from '../state/session.ts';
import type { Replies } from '../state/structured-input.ts';
import { quietly } from './surroundings.ts';

export type StructuredInputActions = {
  answerForm(item: StructuredInputItem, submission: StructuredInputSubmission): void;
  /** What was chosen before the form was left; null at first. */
  keptReplies(itemId: string): Replies | null;
  keepReplies(itemId: string, replies: Replies): void;
};

export function structuredInputActions(session: Session): StructuredInputActions {
  const { store, forms } = session;
  return {
    answerForm(item, submission) {
      import('../state/structured-input.ts').then(
        ({ answerForm }) => {
          // Pressed twice before the code was there.
          if (!isBusy(store.get())) quietly(answerForm(session, item, submission));
        },
        () => store.update(sayPartMissing),
      );
    },
    keptReplies: (itemId) => forms.get(itemId) ?? null,
    keepReplies: (itemId, replies) => void forms.set(itemId, replies),
  };
}
