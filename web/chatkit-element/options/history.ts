import type { ChatKitOptions } from '@openai/chatkit';

const SWITCHES = ['enabled', 'showDelete', 'showRename'] as const;

/** Takes out what a switch of the history cannot be. */
export function checkHistory(options: Partial<ChatKitOptions>, mistakes: string[]): void {
  const given: unknown = options.history;
  if (given === undefined) return;
  if (typeof given !== 'object' || given === null) {
    mistakes.push('history: expected an object');
    delete options.history;
    return;
  }
  const history: Record<string, unknown> = { ...given };
  for (const key of SWITCHES) {
    if (history[key] === undefined || typeof history[key] === 'boolean') continue;
    mistakes.push(`history.${key}: expected true or false`);
    delete history[key];
  }
  options.history = history;
}
