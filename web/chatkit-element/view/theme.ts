// A host's theme as custom properties of the panel. The stylesheet turns them into colours and sizes.
import type { AccentColor, ChatKitOptions, ColorScheme, ThemeOption } from '@openai/chatkit';
import { textOn } from './contrast.ts';

type Theme = ChatKitOptions['theme'];

const radii = {
  pill: [9999, 24, 20],
  round: [12, 18, 14],
  soft: [8, 10, 10],
  sharp: [2, 2, 2],
} as const;

const units = { compact: 3, normal: 4, spacious: 5 } as const;

export function schemeOf(theme: Theme): ColorScheme {
  const scheme = typeof theme === 'object' ? theme?.colorScheme : theme;
  return scheme === 'dark' ? 'dark' : 'light';
}

/** Only what the host chose; everything else has its default in the stylesheet. */
export function themeStyle(theme: Theme): Record<string, string> {
  if (typeof theme !== 'object' || theme === null) return {};
  const { typography, radius, density, color } = theme;
  const style: Record<string, string> = {};
  if (typography?.baseSize) style['--ck-font-size'] = `${typography.baseSize}px`;
  if (typography?.fontFamily) style['--ck-font'] = typography.fontFamily;
  if (typography?.fontFamilyMono) style['--ck-mono'] = typography.fontFamilyMono;
  const [control, bubble, card] = radii[radius ?? 'pill'] ?? radii.pill;
  style['--ck-radius-control'] = `${control}px`;
  style['--ck-radius-bubble'] = `${bubble}px`;
  style['--ck-radius-card'] = `${card}px`;
  if (density) style['--ck-unit'] = `${units[density] ?? units.normal}px`;
  return { ...style, ...grayStyle(color?.grayscale), ...surfaceStyle(color), ...accentStyle(color?.accent) };
}

function grayStyle(gray: NonNullable<ThemeOption['color']>['grayscale']): Record<string, string> {
  if (!gray) return {};
  return {
    '--ck-hue': String(gray.hue),
    '--ck-chroma': String(0.004 * gray.tint),
    '--ck-shade': String(0.012 * (gray.shade ?? 0)),
  };
}

function surfaceStyle(color: ThemeOption['color']): Record<string, string> {
  const surface = color?.surface;
  return surface ? { '--ck-surface': surface.background, '--ck-raised': surface.foreground } : {};
}

/** Level 0 colours links and focus; 1 also the send button; 2 the user's bubble; 3 the header. */
function accentStyle(accent: AccentColor | undefined): Record<string, string> {
  if (!accent) return {};
  const { primary, level } = accent;
  const on = textOn(primary);
  return {
    '--ck-accent': primary,
    ...(level >= 1 ? { '--ck-send': primary, '--ck-on-send': on } : {}),
    ...(level >= 2 ? { '--ck-bubble': primary, '--ck-on-bubble': on } : {}),
    ...(level >= 3 ? { '--ck-header': primary, '--ck-on-header': on } : {}),
  };
}
