/** @jsxImportSource preact */
import type { SuggestionsProps } from '../composer/suggestions.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { TagLayer } from './tag-layer.tsx';
import { useWholeTags } from './use-whole-tags.ts';

/** All that tags and commands add to the text. */
export function SuggestionParts({ input, draft }: SuggestionsProps) {
  useWholeTags(input, draft.tags);
  return (
    <>
      <TagLayer input={input} draft={draft} />
      <SuggestionList input={input} draft={draft} />
    </>
  );
}
