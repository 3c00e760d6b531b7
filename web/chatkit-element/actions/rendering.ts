// What drawing tells the host.
import { log, type Session } from '../state/session.ts';

export type RenderingActions = {
  /** Diagnostics; never with the words of a user or a model. */
  log(name: string, data: Record<string, unknown>): void;
};

export function renderingActions(session: Session): RenderingActions {
  return { log: (name, data) => log(session, name, data) };
}
