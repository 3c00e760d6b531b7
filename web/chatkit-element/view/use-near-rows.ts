import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { keepPlace } from './keep-place.ts';

// More than the distance at which browsers begin by themselves.
const MARGIN_PX = 2500;

/**
 * Marks the far rows that are about to come into view, so that they are laid out before one sees them: what gets its
 * height at the edge of the screen would push what is below it.
 * @param far How many rows are far, which are the first ones.
 */
export function useNearRows(list: RefObject<HTMLOListElement | null>, far: number): void {
  const observer = useRef<IntersectionObserver | null>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  useEffect(() => {
    if (far <= 0 || !list.current || typeof IntersectionObserver !== 'function') return;
    const root = list.current.parentElement;
    observer.current ??= new IntersectionObserver((entries) => mark(entries, root), {
      root,
      rootMargin: `${MARGIN_PX}px 0px`,
    });
    // To one that is watched already this does nothing.
    for (const row of list.current.querySelectorAll('[data-far]')) observer.current.observe(row);
  }, [list, far]);
}

function mark(entries: IntersectionObserverEntry[], root: HTMLElement | null): void {
  const restorePlace = keepPlace(root);
  for (const { target, isIntersecting } of entries) target.toggleAttribute('data-near', isIntersecting);
  restorePlace();
}
