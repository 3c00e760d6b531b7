/** Puts words where the caret is, apart from the word before, as if they had been typed. */
export function insertText(input: HTMLTextAreaElement, words: string): void {
  const { value, selectionStart, selectionEnd } = input;
  const before = value.slice(0, selectionStart);
  const gap = before === '' || /\s$/.test(before) ? '' : ' ';
  const behind = /^[\p{L}\p{N}]/u.test(value.slice(selectionEnd)) ? ' ' : '';
  input.setRangeText(`${gap}${words}${behind}`, selectionStart, selectionEnd, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}
