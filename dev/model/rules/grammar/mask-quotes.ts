export type Masked = { text: string; restore: (part: string) => string };

/** Quoted texts are one word while a sentence is being split. */
export function maskQuotes(text: string): Masked {
  const kept: string[] = [];
  const masked = text.replace(
    /"[^"]*"|(?<![\p{L}\p{N}])'[^']*(?:'(?=[\p{L}])[^']*)*'(?![\p{L}])/gu,
    (quoted) => `\uE000${kept.push(quoted) - 1}\uE000`,
  );
  return {
    text: masked,
    restore: (part) => part.replace(/\uE000(\d+)\uE000/g, (_, index) => kept[Number(index)] ?? ''),
  };
}
