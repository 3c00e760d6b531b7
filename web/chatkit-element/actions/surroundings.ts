import type { Store } from '../state/store.ts';

/** What actions reach outside the session. */
export type Surroundings = {
  /** Said to a screen reader. */
  announcements: Store<string>;
  focusInput: () => void;
};

/** For work whose failure is shown and dispatched where it happens. */
export function quietly(work: Promise<unknown>): void {
  work.catch(() => {});
}
