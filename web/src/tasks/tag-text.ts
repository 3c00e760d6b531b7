// Tags while they are being typed, as one text: those that are complete end in a line break, which no tag can hold.

const END = '\n';

export const tagText = (tags: readonly string[]): string => tags.map((tag) => tag + END).join('');

/** The complete tags, and what is still being typed. */
export function readTagText(text: string): { chips: string[]; typing: string } {
  const parts = text.split(END);
  const typing = parts.pop() ?? '';
  return { chips: parts, typing };
}

/** A comma or a line break completes a tag. */
export function withTyping(chips: readonly string[], typed: string): string {
  const parts = typed.split(/[,\n]/);
  const typing = parts.pop() ?? '';
  return tagText(withoutRepeats([...chips, ...parts])) + typing;
}

/** All tags of a text, the unfinished one too. */
export function tagsOf(text: string): string[] {
  const { chips, typing } = readTagText(text);
  return withoutRepeats([...chips, typing]);
}

/** As the server compares them: case and a leading # say nothing. */
function withoutRepeats(tags: readonly string[]): string[] {
  const cleaned = tags.map((tag) => tag.trim().replace(/^#/, '').trim()).filter((tag) => tag !== '');
  const names = cleaned.map((tag) => tag.toLowerCase());
  return cleaned.filter((_, index) => names.indexOf(names[index] ?? '') === index);
}
