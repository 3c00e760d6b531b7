import { type Actions, createActions } from '../actions/actions.ts';
import { disconnected } from '../connect.ts';
import { createStore } from '../state/store.ts';

/** What the buttons of a panel without a server do, with some of it exchanged. */
export function actionsWith(change: Partial<Actions>): Actions {
  const surroundings = { announcements: createStore(''), focusInput: () => {} };
  return { ...createActions(disconnected(), surroundings), ...change };
}
