import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const GAP = 6;

/**
 * Shows a box beside what it belongs to: above it where there is room, within the panel. It stands in the top layer,
 * for nothing that scrolls may cut it off.
 */
export function usePlace(box: RefObject<HTMLElement | null>, anchor: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const [shown, from] = [box.current, anchor.current];
    if (!shown || !from) return;
    shown.showPopover?.();
    const place = () => {
      const at = from.getBoundingClientRect();
      const room = (from.closest('.panel') ?? document.documentElement).getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = shown;
      const above = at.top - GAP - height;
      const left = Math.max(room.left + GAP, Math.min(at.left, room.right - width - GAP));
      shown.style.left = `${Math.round(left)}px`;
      shown.style.top = `${Math.round(above >= Math.max(room.top, 0) ? above : at.bottom + GAP)}px`;
      shown.style.maxWidth = `${Math.round(room.width - 2 * GAP)}px`;
    };
    place();
    // It grows when the host has answered.
    const growth = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(place);
    growth?.observe(shown);
    return () => growth?.disconnect();
  }, [box, anchor]);
}
