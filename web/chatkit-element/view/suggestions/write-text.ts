/**
 * Replaces a range of the text as if it had been typed, so that the browser can undo it and the composer hears of it.
 * The caret stands behind it then.
 */
export function writeText(input: HTMLTextAreaElement, start: number, end: number, words: string): void {
  input.focus();
  input.setSelectionRange(start, end);
  if (start === end && words === '') return;
  // The one way that keeps what can be undone; no browser plans to remove it.
  if (document.execCommand?.(words === '' ? 'delete' : 'insertText', false, words)) return;
  input.setRangeText(words, start, end, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
}

/** Writes an `@` where the caret is, so that a list opens. */
export function beginMention(input: HTMLTextAreaElement): void {
  const { value, selectionStart, selectionEnd } = input;
  const before = value.slice(0, selectionStart);
  writeText(input, selectionStart, selectionEnd, before === '' || /\s$/.test(before) ? '@' : ' @');
}
