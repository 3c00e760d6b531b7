// What the panel's buttons do, carried out on a session. Failures are on screen and in events already.
import type { Session } from '../state/session.ts';
import { type ConversationActions, conversationActions } from './conversation.ts';
import type { Surroundings } from './surroundings.ts';

export type Actions = ConversationActions;

export function createActions(session: Session, surroundings: Surroundings): Actions {
  return { ...conversationActions(session, surroundings) };
}
