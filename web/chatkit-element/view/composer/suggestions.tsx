/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import type { Draft } from '../../state/chat-state.ts';

export type SuggestionsProps = {
  input: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
};

/**
 * What opens above the text while it is written, and what marks parts of it. It listens to the textarea itself; a
 * key that it takes has its default prevented, and the composer leaves such a key alone.
 */
export function Suggestions(_props: SuggestionsProps) {
  return null;
}
