// Colours of widgets: names of the theme, steps of a palette, or CSS, as a CSS value or not at all.
import type { ColorScheme } from '@openai/chatkit';
import { recordOf } from './read.ts';

/** Names of the theme. They follow the scheme by themselves. */
const TOKENS: ReadonlyMap<string, string> = new Map([
  ['prose', 'var(--fg)'],
  ['primary', 'var(--fg)'],
  ['emphasis', 'var(--fg)'],
  ['secondary', 'var(--muted)'],
  ['tertiary', 'var(--w-faint)'],
  ['success', 'var(--w-success)'],
  ['warning', 'var(--w-warning)'],
  ['caution', 'var(--w-warning)'],
  ['danger', 'var(--w-danger)'],
  ['info', 'var(--w-info)'],
  ['discovery', 'var(--w-discovery)'],
  ['surface', 'var(--bg)'],
  ['surface-secondary', 'var(--raised)'],
  ['surface-tertiary', 'var(--w-sunken)'],
  ['surface-elevated', 'var(--w-card)'],
  ['surface-elevated-secondary', 'var(--raised)'],
  ['default', 'var(--line)'],
  ['subtle', 'var(--w-line-subtle)'],
  ['strong', 'var(--w-line-strong)'],
]);

/** Hue and greatest chroma of each palette. */
const PALETTES: ReadonlyMap<string, readonly [hue: number, chroma: number]> = new Map([
  ['gray', [265, 0.012]],
  ['red', [25, 0.21]],
  ['orange', [50, 0.18]],
  ['yellow', [90, 0.16]],
  ['green', [150, 0.18]],
  ['teal', [185, 0.12]],
  ['cyan', [215, 0.13]],
  ['blue', [258, 0.2]],
  ['indigo', [275, 0.2]],
  ['purple', [300, 0.21]],
  ['pink', [355, 0.21]],
]);

/** Lightness of the steps 0, 100, …, 1000. */
const LIGHTNESS = [0.995, 0.94, 0.885, 0.81, 0.72, 0.635, 0.555, 0.475, 0.4, 0.33, 0.22] as const;

const CSS_COLOR =
  /^(?:#[\da-f]{3,8}|[a-z]{3,24}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([\d\s.,%/+\-a-z]{1,60}\))$/i;

/** The colour for a scheme; undefined when it is none, and the component keeps its own. */
export function colorOf(value: unknown, scheme: ColorScheme): string | undefined {
  const each = recordOf(value);
  if (each) return colorOf(typeof each[scheme] === 'string' ? each[scheme] : undefined, scheme);
  if (typeof value !== 'string') return undefined;
  const name = value.trim();
  return TOKENS.get(name) ?? paletteColor(name) ?? (isCssColor(name) ? name : undefined);
}

function paletteColor(name: string): string | undefined {
  const [, family = '', digits = ''] = /^([a-z]+)-(\d{1,4})$/.exec(name) ?? [];
  const step = Number(digits);
  if (family === 'alpha' && step <= 100) return `color-mix(in oklab, var(--fg) ${step}%, transparent)`;
  const palette = PALETTES.get(family);
  if (!palette || step > 1000) return undefined;
  const [hue, peak] = palette;
  const lightness = lightnessAt(step);
  // Very light and very dark tones cannot hold much colour.
  const chroma = peak * Math.max(0.06, 1 - ((lightness - 0.6) / 0.42) ** 2);
  return `oklch(${lightness.toFixed(3)} ${chroma.toFixed(3)} ${hue})`;
}

function lightnessAt(step: number): number {
  const index = Math.min(9, Math.floor(step / 100));
  const [from = 0, to = 0] = LIGHTNESS.slice(index, index + 2);
  return from + (to - from) * (step / 100 - index);
}

function isCssColor(text: string): boolean {
  if (!CSS_COLOR.test(text)) return false;
  return globalThis.CSS?.supports?.('color', text) ?? true;
}
