import { numbered } from './markdown.ts';
import type { Listing } from './turn.ts';

const SHOWN_MAX = 10;

/** For an answer that says that something was not found. */
export function whatThereIs({ tasks, total }: Extract<Listing, { ok: true }>): string {
  if (tasks.length === 0) return 'Your list is empty.';
  const shown = tasks.slice(0, SHOWN_MAX);
  const rest = total > shown.length ? `\n\n…and ${total - shown.length} more.` : '';
  return `On your list:\n\n${numbered(shown)}${rest}`;
}
