// What the panel's buttons do, carried out on a session. Failures are on screen and in events already.
import type { Session } from '../state/session.ts';
import { type ConversationActions, conversationActions } from './conversation.ts';
import { type FeedbackActions, feedbackActions } from './feedback.ts';
import { type HistoryActions, historyActions } from './history.ts';
import type { Surroundings } from './surroundings.ts';

export type Actions = ConversationActions & HistoryActions & FeedbackActions;

export function createActions(session: Session, surroundings: Surroundings): Actions {
  return {
    ...conversationActions(session, surroundings),
    ...historyActions(session),
    ...feedbackActions(session),
  };
}
