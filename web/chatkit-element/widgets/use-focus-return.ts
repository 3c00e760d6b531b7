import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * While a widget is held, its focused control may not keep the focus, or may go away. Afterwards it gets the
 * focus back, or the widget does; unless the user has turned to something else.
 */
export function useFocusReturn(frame: RefObject<HTMLElement | null>, held: boolean): void {
  const focused = useRef<HTMLElement | null>(null);
  const wasHeld = useRef(false);
  // Asked while drawing, when the focus is still where it was.
  if (held && !wasHeld.current) focused.current = focusedIn(frame.current);

  useLayoutEffect(() => {
    if (held === wasHeld.current) return;
    wasHeld.current = held;
    const control = focused.current;
    if (held || !control) return;
    focused.current = null;
    if (!isLost(frame.current)) return;
    const target = frame.current?.contains(control) ? control : frame.current;
    if (target && target === frame.current) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  });
}

function focusedIn(frame: HTMLElement | null): HTMLElement | null {
  const active = (frame?.getRootNode() as ShadowRoot | undefined)?.activeElement;
  return active instanceof HTMLElement && frame?.contains(active) ? active : null;
}

/** Nobody has the focus: not a control of the panel, and nothing else on the page. */
function isLost(frame: HTMLElement | null): boolean {
  const root = frame?.getRootNode() as ShadowRoot | undefined;
  if (root?.activeElement) return false;
  const active = document.activeElement;
  return active === null || active === document.body || active === root?.host;
}
