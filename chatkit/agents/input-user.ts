// What the user said, and what belongs to it: attachments, the quoted text, what was mentioned.
import type { UserMessageTagContent } from '../protocol/content.ts';
import type { UserMessageItem } from '../protocol/items.ts';
import { type InputMessage, type InputPart, type InputParts, message, text } from './input-words.ts';

const MENTIONS = [
  '# User-provided context for @-mentions',
  "- When referencing resolved entities, use their canonical names **without** '@'.",
  "- The '@' form appears only in user text and should not be echoed.",
].join('\n');

/** Words and attachments; the quote when nothing came after the message; what is known of each mention. */
export function userInput(
  { content, attachments, quoted_text }: UserMessageItem,
  { isLast, tag, attachment }: InputParts & { isLast: boolean },
): InputMessage[] {
  const words = content.map((part) => (part.type === 'input_text' ? part.text : `@${part.text}`)).join('');
  const quoted = isLast && quoted_text ? [message(text(quote(quoted_text)))] : [];
  const known = mentions(content)
    .map(tag)
    .filter((part): part is InputPart => part !== undefined);
  return [
    message(text(words), ...attachments.map(attachment)),
    ...quoted,
    ...(known.length > 0 ? [message(text(MENTIONS), ...known)] : []),
  ];
}

/** Each text once, in the order in which they appear. */
function mentions(content: UserMessageItem['content']): UserMessageTagContent[] {
  const byText = new Map<string, UserMessageTagContent>();
  for (const part of content) {
    if (part.type === 'input_tag' && !byText.has(part.text)) byText.set(part.text, part);
  }
  return [...byText.values()];
}

function quote(words: string): string {
  return `The user is referring to this text in particular:\n${words}`;
}

export function hidden(words: string): string {
  return `Hidden context for the agent (not shown to the user):\n<HiddenContext>\n${words}\n</HiddenContext>`;
}
