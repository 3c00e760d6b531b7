import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import { keepPlace } from './keep-place.ts';

const FIRST_ROWS = 40;
const MORE_ROWS = 80;

/**
 * How many of the oldest rows are not drawn yet: a long conversation begins with its end, which is what one sees,
 * and gets the rest over the next frames.
 */
export function useSkippedRows(
  list: RefObject<HTMLOListElement | null>,
  { rows, threadId }: ChatState,
): number {
  const opened = useRef<string | null>(null);
  const restorePlace = useRef(() => {});
  const [skipped, setSkipped] = useState(0);
  const isOpening = rows.length > 0 && opened.current !== threadId;
  const count = isOpening ? Math.max(0, rows.length - FIRST_ROWS) : skipped;

  useLayoutEffect(() => {
    if (rows.length > 0 || threadId === null) opened.current = threadId;
    if (isOpening) setSkipped(count);
    restorePlace.current();
    restorePlace.current = () => {};
  });

  useEffect(() => {
    if (count === 0) return;
    // Also on a page in the background, which has no frames.
    const timer = setTimeout(() => {
      restorePlace.current = keepPlace(list.current?.parentElement ?? null);
      setSkipped(Math.max(0, count - MORE_ROWS));
    }, 16);
    return () => clearTimeout(timer);
  }, [list, count]);

  return count;
}
