import type { Rating } from '../state/chat-state.ts';
import { rateAnswer } from '../state/feedback.ts';
import type { Session } from '../state/session.ts';
import { quietly } from './surroundings.ts';

export type FeedbackActions = {
  /** Rates the answer that ends with this row. */
  rate(rowKey: string, kind: Rating): void;
};

export function feedbackActions(session: Session): FeedbackActions {
  return { rate: (rowKey, kind) => quietly(rateAnswer(session, rowKey, kind)) };
}
