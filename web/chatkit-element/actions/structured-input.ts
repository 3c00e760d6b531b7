// What can be done with questions of the assistant.
import type { StructuredInputItem } from '#chatkit/protocol/items.ts';
import type { StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import { isBusy } from '../state/chat-state.ts';
import type { Session } from '../state/session.ts';
import { answerForm, type Replies } from '../state/structured-input.ts';
import { quietly } from './surroundings.ts';

export type StructuredInputActions = {
  answerForm(item: StructuredInputItem, submission: StructuredInputSubmission): void;
  /** What was chosen before the form was left; null at first. */
  keptReplies(itemId: string): Replies | null;
  keepReplies(itemId: string, replies: Replies): void;
};

export function structuredInputActions(session: Session): StructuredInputActions {
  return {
    answerForm(item, submission) {
      if (!isBusy(session.store.get())) quietly(answerForm(session, item, submission));
    },
    keptReplies: (itemId) => session.forms.get(itemId) ?? null,
    keepReplies: (itemId, replies) => void session.forms.set(itemId, replies),
  };
}
