// Texts of people within our markdown: nothing in them may format, link or embed.

/** On one line, every mark of markdown escaped. */
export const plainText = (text: string): string =>
  text.replaceAll(/\s+/gu, ' ').replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');

export const bold = (text: string): string => `**${plainText(text)}**`;

/** "**Buy milk** (#3)" */
export const namedTask = ({ title, number }: { title: string; number: number }): string =>
  `${bold(title)} (#${number})`;

/** "A", "A and B", "A, B and C". */
export const enumerated = (parts: string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
