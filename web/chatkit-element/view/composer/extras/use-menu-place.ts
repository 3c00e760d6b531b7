import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Begins above its button, as far as there is room in the composer, whichever way the text runs. */
export function useMenuPlace(button: RefObject<HTMLButtonElement | null>, open: boolean) {
  const [place, setPlace] = useState<Record<string, string>>({});
  useLayoutEffect(() => {
    const box = button.current?.closest('.composer');
    if (!open || !button.current || !box) return;
    const [inner, outer] = [button.current.getBoundingClientRect(), box.getBoundingClientRect()];
    const isRightToLeft = getComputedStyle(box).direction === 'rtl';
    const start = isRightToLeft ? outer.right - inner.right : inner.left - outer.left;
    setPlace({ '--menu-start': `${Math.round(start)}px` });
  }, [open, button]);
  return place;
}
