import type { Settings } from './options.ts';
import type { RunningTurns } from './stop.ts';

/** What every handler of a request works with. */
export type Call<Context> = { settings: Settings<Context>; running: RunningTurns; context: Context };
