import { AppError } from '../errors.ts';
import { ROWS, TEXT } from '../limits.ts';
import { cleanLine, codePoints, refuseUnstorable } from '../text.ts';

/** One tag as it is stored and compared. @throws AppError `invalid_characters`, `invalid_request`, `tag_too_long`. */
export function cleanTag(text: string): string {
  refuseUnstorable(text);
  const tag = cleanLine(text).replace(/^#/, '').normalize('NFC').toLowerCase();
  if (tag.trim() === '') throw new AppError('invalid_request', 'A tag cannot be empty');
  if (codePoints(tag) > TEXT.tagMax) {
    throw new AppError('tag_too_long', `A tag must be ${TEXT.tagMax} characters or less`);
  }
  return tag;
}

/** Each tag once, in the order given. @throws AppError `too_many_tags` and those of `cleanTag`. */
export function cleanTags(texts: readonly string[]): string[] {
  const tags = [...new Set(texts.map(cleanTag))];
  if (tags.length > ROWS.tagsPerTask) throw tooManyTags(`A task can have at most ${ROWS.tagsPerTask} tags`);
  return tags;
}

export const tooManyTags = (message = `You can have at most ${ROWS.tagsPerUser} different tags`): AppError =>
  new AppError('too_many_tags', message);
