// The icon names of the protocol.
import * as z from 'zod';

/** The set that every client draws. */
const NAMES: ReadonlySet<string> = new Set(
  `agent analytics atom batch bolt book-clock book-closed book-open bug calendar chart check
    check-circle check-circle-filled chevron-left chevron-right circle-question clock compass confetti
    cube desktop document dot dots-horizontal dots-vertical empty-circle external-link globe images info
    keys lab lifesaver lightbulb mail map-pin maps mobile name notebook notebook-pencil page-blank phone
    play plus profile profile-card reload search settings-slider sparkle sparkle-double square-code
    square-image square-text star star-filled suitcase user wreath write write-alt write-alt2`.split(/\s+/),
);

/** `vendor:NAME` and `lucide:NAME` are open sets: clients draw a dot for a name they do not know. */
export function isIconName(name: string): boolean {
  return NAMES.has(name) || name.startsWith('vendor:') || name.startsWith('lucide:');
}

export const IconName = z.string().refine(isIconName, { error: 'Unknown icon name' });
