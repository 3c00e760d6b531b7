import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const LINES_MAX = 8;

/** As tall as its text, up to some lines. */
export function useGrowth(input: RefObject<HTMLTextAreaElement | null>, draft: string): void {
  const lineHeight = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what makes the height
  useLayoutEffect(() => {
    const area = input.current;
    if (!area) return;
    area.style.height = 'auto';
    lineHeight.current ||= Number.parseFloat(getComputedStyle(area).lineHeight) || 24;
    const style = getComputedStyle(area);
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom) || 0;
    const max = lineHeight.current * LINES_MAX + padding;
    area.style.height = `${Math.min(area.scrollHeight, max)}px`;
    area.style.overflowY = area.scrollHeight > max ? 'auto' : 'hidden';
  }, [draft, input]);
}
