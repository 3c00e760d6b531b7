import { ChatKitError } from '#chatkit/index.ts';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { TEXT } from '#core/limits.ts';
import { cleanLine, codePoints, mendUnstorable, refuseUnstorable } from '#core/text.ts';

const LONGEST = 60;

/** A thread's title from its first message: its first words, on one line, cut between words. */
export function titleOf(message: UserMessageItem): string | undefined {
  const text = message.content.map((part) => part.text).join(' ');
  const line = cleanLine(mendUnstorable(text)).replaceAll(/\s+/gu, ' ');
  if (line === '') return undefined;
  const points = [...line];
  if (points.length <= LONGEST) return line;
  const cut = points.slice(0, LONGEST).join('');
  const atWord = cut.replace(/\s+\S*$/u, '');
  return `${atWord.length > LONGEST / 2 ? atWord : cut}…`;
}

/** A title as a person writes it, on one line. @throws ChatKitError 422, AppError `invalid_characters`. */
export function cleanThreadTitle(text: string): string {
  refuseUnstorable(text);
  const title = cleanLine(text);
  if (title === '') throw new ChatKitError(422, 'title_empty', 'Title cannot be empty');
  if (codePoints(title) > TEXT.threadTitleMax) {
    throw new ChatKitError(422, 'title_too_long', `Title must be ${TEXT.threadTitleMax} characters or less`);
  }
  return title;
}
