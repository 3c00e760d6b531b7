import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DraftTag } from '../../state/chat-state.ts';

/**
 * Backspace behind a tag and Delete before it take all of it: the tag is selected, and the browser deletes what is
 * selected, so that it can undo it.
 */
export function useWholeTags(input: RefObject<HTMLTextAreaElement | null>, tags: readonly DraftTag[]): void {
  const latest = useRef(tags);
  latest.current = tags;
  useEffect(() => {
    const area = input.current;
    if (!area) return;
    const onKey = ({ key, isComposing, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if ((key !== 'Backspace' && key !== 'Delete') || isComposing || ctrlKey || altKey || metaKey) return;
      const { selectionStart, selectionEnd } = area;
      if (selectionStart !== selectionEnd) return;
      const edge = key === 'Backspace' ? 'end' : 'start';
      const tag = latest.current.find((each) => each[edge] === selectionStart);
      if (tag) area.setSelectionRange(tag.start, tag.end);
    };
    area.addEventListener('keydown', onKey);
    return () => area.removeEventListener('keydown', onKey);
  }, [input]);
}
