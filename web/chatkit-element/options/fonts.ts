import type { ChatKitOptions, FontObject } from '@openai/chatkit';

/** The fonts that a theme brings, without those that name no family or no file. */
export function fontsOf({ theme }: Partial<ChatKitOptions>): FontObject[] {
  const given: unknown = typeof theme === 'object' ? theme?.typography?.fontSources : undefined;
  return Array.isArray(given) ? given.filter(isFont) : [];
}

export function checkFonts({ theme }: Partial<ChatKitOptions>, mistakes: string[]): void {
  const given: unknown = typeof theme === 'object' ? theme?.typography?.fontSources : undefined;
  if (given === undefined) return;
  if (!Array.isArray(given)) mistakes.push('theme.typography.fontSources: expected an array');
  else if (!given.every(isFont)) mistakes.push('theme.typography.fontSources: expected { family, src }');
}

function isFont(value: unknown): value is FontObject {
  const { family, src } = (value ?? {}) as Partial<FontObject>;
  return typeof family === 'string' && typeof src === 'string';
}
