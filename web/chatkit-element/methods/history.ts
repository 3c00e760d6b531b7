// The methods of the element that show the history.
import { IntegrationError } from '../client/chatkit-error.ts';
import { closeHistory, isHistoryEnabled, openHistory } from '../state/history.ts';
import type { Session } from '../state/session.ts';

/** @throws IntegrationError when the options switch the history off. */
export function showHistory(session: Session): void {
  refuseIfDisabled(session, 'showHistory');
  openHistory(session);
}

/** @throws IntegrationError when the options switch the history off. */
export function hideHistory(session: Session): void {
  refuseIfDisabled(session, 'hideHistory');
  closeHistory(session);
}

function refuseIfDisabled(session: Session, method: string): void {
  if (isHistoryEnabled(session)) return;
  throw new IntegrationError(`ChatKit: ${method}() ignored - the history is disabled`);
}
