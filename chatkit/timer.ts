/** Runs something once after `ms`; the function it returns takes that back. Tests pass one they move by hand. */
export type Timer = (ms: number, run: () => void) => () => void;

export const systemTimer: Timer = (ms, run) => {
  const handle = setTimeout(run, ms);
  return () => clearTimeout(handle);
};
