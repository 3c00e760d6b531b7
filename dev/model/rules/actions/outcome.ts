import type { Intent } from '../intent.ts';
import type { Steps, Turn } from '../turn.ts';

/** Carries out one kind of wish and says what came of it; without tools at once. */
export type Act<Kind extends Intent['do']> = (
  turn: Turn,
  intent: Extract<Intent, { do: Kind }>,
) => Steps<string> | string;

export const OWN_LIST_ONLY = 'I can only work on your own list';
