/** @jsxImportSource preact */
import { fill } from '../../locales/en.ts';
import { usePanel } from '../panel-context.ts';

const SHOWN_FROM = 0.9;

/** Characters as people count them, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text.trim()) length += 1;
  return length;
}

/** Appears near the limit; above it, it says why nothing can be sent. */
export function LengthCounter({ id, length, max }: { id: string; length: number; max: number }) {
  const { texts, language } = usePanel();
  const tooLong = length > max;
  const values = { n: length.toLocaleString(language), max: max.toLocaleString(language) };
  return (
    <p id={id} class="counter" data-over={tooLong || undefined} role={tooLong ? 'status' : undefined}>
      {length < max * SHOWN_FROM ? null : fill(tooLong ? texts.too_long : texts.characters, values)}
    </p>
  );
}
