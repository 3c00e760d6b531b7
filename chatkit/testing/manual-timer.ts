import type { Timer } from '../timer.ts';

/** A timer that stands still until a test moves it. */
export function manualTimer(): { timer: Timer; advance(ms: number): Promise<void>; waiting(): number } {
  let now = 0;
  const set = new Set<{ at: number; run: () => void }>();
  return {
    timer(ms, run) {
      const entry = { at: now + ms, run };
      set.add(entry);
      return () => void set.delete(entry);
    },
    async advance(ms) {
      now += ms;
      for (const entry of [...set].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
        if (set.delete(entry)) entry.run();
      }
      await settled();
    },
    waiting: () => set.size,
  };
}

/** Resolves when everything that can go on without time passing has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
