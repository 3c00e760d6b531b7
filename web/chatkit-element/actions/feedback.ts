import type { Rating } from '../state/chat-state.ts';
import { notify } from '../state/notices.ts';
import type { Session } from '../state/session.ts';

export type FeedbackActions = {
  /** Rates the answer that ends with this row. */
  rate(rowKey: string, kind: Rating): void;
};

export function feedbackActions(session: Session): FeedbackActions {
  return {
    rate(rowKey, kind) {
      // Fetched when it is first needed; what else can fail, it says itself.
      const rate = async () => (await import('../state/feedback.ts')).rateAnswer(session, rowKey, kind);
      rate().catch(() => session.store.update((state) => notify(state, 'rating_failed')));
    },
  };
}
