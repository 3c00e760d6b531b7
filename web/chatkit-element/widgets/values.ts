// Sizes and distances of widgets as CSS values. Whatever is no plain length is dropped: a widget is drawn by
// the panel, and no text of it may become a rule of its stylesheet.

export type Style = Record<string, string>;

const PX_MAX = 2000;
const LENGTH = /^\d{1,5}(?:\.\d{1,4})?(?:px|r?em|ch|ex|lh|%|[sdl]?v[hw]|vmin|vmax|cq[wh])$/;
const NUMBER = /^\d{1,5}(?:\.\d{1,4})?$/;
const KEYWORDS = new Set(['auto', 'min-content', 'max-content', 'fit-content']);
const CALCULATION = /^(?:calc|min|max|clamp)\([\d\s.,+\-*/()%a-z]{1,80}\)$/;
/** Anything else in a calculation could be a function that loads or reads something. */
const CALCULATION_WORD = /^(?:calc|min|max|clamp|px|r?em|ch|[sdl]?v[hw]|vmin|vmax)$/;

/** Pixels or a CSS length. */
export function lengthOf(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) && value >= 0 ? `${Math.min(value, PX_MAX)}px` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (NUMBER.test(text)) return `${Math.min(Number(text), PX_MAX)}px`;
  return LENGTH.test(text) || KEYWORDS.has(text) || isCalculation(text) ? text : undefined;
}

/** Steps of the panel's unit, which follows its density, or a CSS length. */
export function spaceOf(value: unknown): string | undefined {
  const steps = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
  if (typeof steps !== 'number') return lengthOf(steps);
  if (!Number.isFinite(steps) || steps < 0) return undefined;
  return steps === 0 ? '0' : `calc(var(--u) * ${Math.min(steps, 100)})`;
}

const EDGES = {
  top: ['BlockStart'],
  bottom: ['BlockEnd'],
  // Widgets are written from left to right; a panel in Urdu or Arabic turns them round.
  left: ['InlineStart'],
  right: ['InlineEnd'],
  x: ['InlineStart', 'InlineEnd'],
  y: ['BlockStart', 'BlockEnd'],
} as const;

type Edge = keyof typeof EDGES;
/** What names one edge wins over what names two. */
const ORDER: readonly Edge[] = ['x', 'y', 'top', 'right', 'bottom', 'left'];

/** A value for all edges, or one for each that is named. */
export function edgesOf(
  value: unknown,
  read: (value: unknown) => string | undefined,
  property: (side: string) => string,
): Style {
  const style: Style = {};
  const isPerEdge = typeof value === 'object' && value !== null && ORDER.some((edge) => edge in value);
  for (const edge of isPerEdge ? ORDER : (['x', 'y'] as const)) {
    const css = read(isPerEdge ? (value as Partial<Record<Edge, unknown>>)[edge] : value);
    if (css !== undefined) for (const side of EDGES[edge]) style[property(side)] = css;
  }
  return style;
}

export function spacingOf(property: 'padding' | 'margin', value: unknown): Style {
  return edgesOf(value, spaceOf, (side) => `${property}${side}`);
}

const RADII: ReadonlyMap<unknown, string> = new Map([
  ['none', '0'],
  ['2xs', '2px'],
  ['xs', '4px'],
  ['sm', '6px'],
  ['md', '8px'],
  ['lg', '10px'],
  ['xl', '12px'],
  ['2xl', '16px'],
  ['3xl', '20px'],
  ['4xl', '24px'],
  ['full', '9999px'],
  ['100%', '100%'],
]);

export function radiusOf(value: unknown): string | undefined {
  return RADII.get(value);
}

/** `1.5`, `"16/9"` or `"16 / 9"`. */
export function aspectOf(value: unknown): string | undefined {
  if (typeof value === 'number') return value > 0 && Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return /^\d{1,5}(?:\.\d{1,4})?(?:\s*\/\s*\d{1,5}(?:\.\d{1,4})?)?$/.test(value.trim()) ? value : undefined;
}

/** The shorthand as a number or as CSS writes it. */
export function flexOf(value: unknown): string | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? `${value} 1 0%` : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (NUMBER.test(text)) return `${text} 1 0%`;
  if (/^(?:auto|none|initial)$/.test(text)) return text;
  const [grow = '', shrink = '', basis, ...rest] = text.split(/\s+/);
  if (rest.length > 0 || !NUMBER.test(grow) || !NUMBER.test(shrink)) return undefined;
  if (basis === undefined) return text;
  return basis === '0' || lengthOf(basis) !== undefined ? text : undefined;
}

function isCalculation(text: string): boolean {
  if (!CALCULATION.test(text)) return false;
  return (text.match(/[a-z]+/g) ?? []).every((word) => CALCULATION_WORD.test(word));
}
