/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import type { Draft } from '../../state/chat-state.ts';
import { lazy } from '../lazy.tsx';
import { usePanel } from '../panel-context.ts';

export type SuggestionsProps = {
  input: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
};

const SuggestionParts = lazy<SuggestionsProps>(
  async () => (await import('../suggestions/suggestion-parts.tsx')).SuggestionParts,
);

/**
 * What opens above the text while it is written, and what marks parts of it. It listens to the textarea itself; a
 * key that it takes has its default prevented, and the composer leaves such a key alone.
 */
export function Suggestions(props: SuggestionsProps) {
  const { entities, commands } = usePanel().options;
  const isWanted = typeof entities?.onTagSearch === 'function' || commands?.enabled;
  return isWanted || props.draft.tags.length > 0 ? <SuggestionParts {...props} /> : null;
}
