// Rules for text that people and models write. Text is data: it is cleaned here, never escaped; whoever
// shows it renders it as text.
import { AppError } from './errors.ts';
import { TEXT } from './limits.ts';

const LONE_SURROGATE = /\p{Cs}/u;
const LONE_SURROGATES = /\p{Cs}/gu;

/** Length in code points: 😀 counts once. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Postgres has no U+0000, and a lone surrogate is no character: @throws AppError `invalid_characters`. */
export function refuseUnstorable(text: string): void {
  if (text.includes('\0') || LONE_SURROGATE.test(text)) {
    throw new AppError('invalid_characters', 'Text contains characters that cannot be stored');
  }
}

/** What `refuseUnstorable` refuses from people is mended in the words of a model. */
export const mendUnstorable = (text: string): string =>
  text.replaceAll('\0', '').replaceAll(LONE_SURROGATES, '\uFFFD');

// Controls, line and paragraph separators, and what overrides or isolates the direction of text. The
// plain marks (LRM, RLM) and the joiners stay: Urdu and emoji need them.
const NOT_ON_ONE_LINE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
const INVISIBLE = /^[\s\p{Cf}\p{DI}\u2800]*$/u;

/** One line, trimmed; empty when nothing of it could be seen. */
export function cleanLine(text: string): string {
  const line = text.replace(NOT_ON_ONE_LINE, ' ').trim();
  return INVISIBLE.test(line) ? '' : line;
}

/** @throws AppError `invalid_characters`, `title_empty` or `title_too_long`. */
export function cleanTaskTitle(text: string): string {
  refuseUnstorable(text);
  const title = cleanLine(text);
  if (title === '') throw new AppError('title_empty', 'Task title cannot be empty');
  if (codePoints(title) > TEXT.titleMax) {
    throw new AppError('title_too_long', `Task title must be ${TEXT.titleMax} characters or less`);
  }
  return title;
}

/** Trimmed; blank becomes null. @throws AppError `invalid_characters` or `description_too_long`. */
export function cleanTaskDescription(text: string | null | undefined): string | null {
  if (text == null) return null;
  refuseUnstorable(text);
  const description = text.trim();
  if (codePoints(description) > TEXT.descriptionMax) {
    throw new AppError(
      'description_too_long',
      `Task description must be ${TEXT.descriptionMax} characters or less`,
    );
  }
  return description === '' ? null : description;
}
