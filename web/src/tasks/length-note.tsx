/** Code points, as the server counts them. */
function lengthOf(text: string): number {
  return [...text.trim()].length;
}

export function overLimit(text: string, max: number): boolean {
  return lengthOf(text) > max;
}

/** How much room is left, from nine tenths of the limit on. */
export function LengthNote({ text, max }: { text: string; max: number }) {
  const length = lengthOf(text);
  if (length < max * 0.9) return null;
  const over = length > max;
  return (
    <p role="status" className={`text-sm ${over ? 'text-red-700 dark:text-red-400' : 'muted'}`}>
      {over ? `${length - max} characters too many (the limit is ${max})` : `${max - length} characters left`}
    </p>
  );
}
