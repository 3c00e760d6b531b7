import { useEffect, useRef, useState } from 'preact/hooks';

const OPEN_AFTER_MS = 300;
/** Time to get from the name to what has opened. */
const CLOSE_AFTER_MS = 150;

export type Preview = {
  isOpen: boolean;
  open(): void;
  close(): void;
  /** For the name and for what has opened. */
  handlers: {
    onPointerEnter(event: PointerEvent): void;
    onPointerLeave(event: PointerEvent): void;
    onFocus(event: FocusEvent): void;
    onBlur(): void;
  };
};

/** Opens on what a pointer rests on, or what has the focus; Escape closes it, wherever the focus is. */
export function usePreview(enabled: boolean): Preview {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  const now = (next: boolean) => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is the same at any time
  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      now(false);
    };
    const onScroll = ({ target }: Event) => {
      // What has opened may be scrolled itself.
      if (!(target instanceof Element && target.closest('[popover]'))) now(false);
    };
    document.addEventListener('keydown', onKey, { capture: true, signal: stop.signal });
    document.addEventListener('scroll', onScroll, { capture: true, signal: stop.signal });
    return () => stop.abort();
  }, [isOpen]);
  const isHover = ({ pointerType }: PointerEvent) => enabled && pointerType !== 'touch';
  return {
    isOpen: isOpen && enabled,
    open: () => now(enabled),
    close: () => now(false),
    handlers: {
      onPointerEnter: (event) => {
        if (isHover(event)) later(true, OPEN_AFTER_MS);
      },
      onPointerLeave: (event) => {
        if (isHover(event)) later(false, CLOSE_AFTER_MS);
      },
      onFocus: ({ currentTarget }) => {
        // A press brings the focus too, and has a meaning of its own.
        if ((currentTarget as Element).matches(':focus-visible')) later(enabled, OPEN_AFTER_MS);
      },
      onBlur: () => later(false, 0),
    },
  };
}
