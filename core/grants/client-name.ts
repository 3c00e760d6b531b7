import { cleanLine, mendUnstorable } from '../text.ts';

const NAME_MAX = 64;
// What changes the direction of the text around it.
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The name a client gives itself, as it may be shown: one line without tricks, at most 64 code points. */
export function cleanClientName(name: unknown): string {
  if (typeof name !== 'string') return UNNAMED;
  const line = cleanLine(mendUnstorable(name.slice(0, 4 * NAME_MAX)).replaceAll(DIRECTIONS, ''));
  return [...line].slice(0, NAME_MAX).join('').trim() || UNNAMED;
}

const UNNAMED = 'An app without a name';
