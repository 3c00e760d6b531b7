type Rgb = readonly [number, number, number];

const DARK = '#111827';
const LIGHT = '#ffffff';

/** White or near-black, whichever reads better on a colour; white when the colour is not understood. */
export function textOn(color: string): string {
  const rgb = parseHex(color) ?? parseFunction(color);
  if (!rgb) return LIGHT;
  const light = luminance(rgb);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.06 ? LIGHT : DARK;
}

function parseHex(color: string): Rgb | null {
  const match = /^#([\da-f]{3}|[\da-f]{6})(?:[\da-f]{1,2})?$/i.exec(color.trim());
  if (!match?.[1]) return null;
  const digits = match[1].length === 3 ? match[1].replace(/./g, '$&$&') : match[1];
  const value = Number.parseInt(digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function parseFunction(color: string): Rgb | null {
  const match = /^(rgb|hsl)a?\(([^)]*)\)$/i.exec(color.trim());
  const [a, b, c] = (match?.[2] ?? '').split(/[\s,/]+/).map(Number.parseFloat);
  if (!match || a === undefined || b === undefined || c === undefined || Number.isNaN(a + b + c)) return null;
  return match[1]?.toLowerCase() === 'rgb' ? [a, b, c] : fromHsl(a, b / 100, c / 100);
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Relative luminance as WCAG defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
