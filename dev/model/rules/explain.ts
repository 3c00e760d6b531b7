// A tool's failure in plain words.
import type { ToolResult } from './read-result.ts';

const BY_CODE: Record<string, string> = {
  not_found: 'I could not find that task on your list; it may have been deleted already.',
  not_offered: 'I have no tool for that in this conversation, so nothing was changed.',
  database_unavailable: 'Your tasks cannot be reached right now. Please try again in a moment.',
  tool_timeout:
    'That took too long. It may or may not have happened, so please check your list before trying again.',
  rate_limited: 'That was too much at once. Please wait a moment and try again.',
  too_many_wishes: 'That was too much for one message; please ask me for the rest in another one.',
  conflict:
    'The task was changed elsewhere in the meantime, or this was done already, so I left everything as it is.',
  confirmation_required: 'Please confirm it in the card below; nothing is deleted before.',
  confirmation_needed: 'That needs your confirmation first, so nothing was changed.',
};

export function explain(result: ToolResult): string {
  if (result.ok) return '';
  const known = BY_CODE[result.code] ?? (/not found/i.test(result.error) ? BY_CODE.not_found : undefined);
  if (known) return known;
  // Sentences of the task tools are written for people; anything else may hold internals.
  const isSentence = result.code !== 'unreadable' && /^[A-Z][^\n{}<>]{3,160}$/.test(result.error);
  return isSentence
    ? `That did not work: ${result.error.replace(/[.\s]+$/, '')}.`
    : 'Something went wrong while I was working on your tasks. Please try again.';
}
