import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useWidget } from '../widget-context.ts';

/** Takes the focus for a field that asks for it, once, in a widget that came just now, and from nobody who types. */
export function useAutoFocus(field: RefObject<HTMLElement | null>, wanted: unknown): void {
  const { isNew, dispatch } = useWidget();
  const may = wanted === true && isNew && dispatch !== null;
  useEffect(() => {
    const target = field.current;
    if (!may || !target || isTyping(target)) return;
    target.focus({ preventScroll: true });
  }, [field, may]);
}

function isTyping(target: HTMLElement): boolean {
  const root = target.getRootNode() as ShadowRoot | Document;
  const active = root.activeElement;
  if (active) return (active as HTMLInputElement).value ? true : active.matches('input, select');
  // Somewhere else on the page.
  const outside = document.activeElement;
  return outside !== null && outside !== document.body && outside !== (root as ShadowRoot).host;
}
