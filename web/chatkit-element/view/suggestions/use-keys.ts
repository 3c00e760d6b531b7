import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Suggestions } from './use-suggestions.ts';

/** The keys of an open list. They reach it before the text; what it uses has its default prevented. */
export function useKeys(input: RefObject<HTMLTextAreaElement | null>, list: Suggestions): void {
  const latest = useRef(list);
  latest.current = list;
  useEffect(() => {
    const area = input.current;
    if (!area) return;
    const onKey = (event: KeyboardEvent) => {
      // An input method has its own use for these keys, 229 included.
      const isComposing = event.isComposing || event.keyCode === 229;
      const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.defaultPrevented || isComposing || !isPlain || latest.current.kind === null) return;
      if (!latest.current.isCurrent() || !use(latest.current, event.key)) return;
      event.preventDefault();
      // The next key may come before this one is drawn.
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
        latest.current = moved(latest.current, event.key);
    };
    area.addEventListener('keydown', onKey, true);
    return () => area.removeEventListener('keydown', onKey, true);
  }, [input]);
}

/** Whether the list has a use for the key. */
function use(list: Suggestions, key: string): boolean {
  const { entries, active, levels, running, loading, query } = list;
  const isNested = levels.length > 0;
  if (key === 'Escape') {
    if (isNested && running === null) list.back();
    else list.dismiss();
    return true;
  }
  if (key === 'Backspace' && isNested && query === '') {
    list.back();
    return true;
  }
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    if (entries.length > 0) list.activate(moved(list, key).active);
    return entries.length > 0;
  }
  if (key !== 'Enter' && key !== 'Tab') return false;
  // What is half written is not to be sent before it is known what was meant.
  if (running !== null || (loading && entries.length === 0)) return key === 'Enter';
  const entry = entries[active];
  if (entry) list.take(entry);
  return entry !== undefined;
}

function moved(list: Suggestions, key: 'ArrowDown' | 'ArrowUp'): Suggestions {
  const count = list.entries.length;
  return { ...list, active: (list.active + (key === 'ArrowDown' ? 1 : -1) + count) % count };
}
