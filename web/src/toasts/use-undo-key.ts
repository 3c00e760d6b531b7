import { useEffect } from 'react';
import type { Toasts } from './toasts.ts';

/** Ctrl+Z or ⌘Z does what the newest toast offers; in a text field it stays the field's own. */
export function useUndoKey(toasts: Toasts): void {
  useEffect(() => {
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.repeat || takesText(event.composedPath()[0])) return;
      const newest = toasts.list().findLast((toast) => toast.action && !toast.busy);
      if (!newest) return;
      event.preventDefault();
      newest.action?.run();
    };
    addEventListener('keydown', onKey, { signal: listening.signal });
    return () => listening.abort();
  }, [toasts]);
}

function takesText(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
