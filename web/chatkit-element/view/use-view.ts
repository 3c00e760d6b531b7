// Between conversation and history: the focus goes along, and Escape leads back.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import type { Panel } from './panel-context.ts';

/** Moves the focus to the heading of what is shown; back in the same thread, to where it was before. */
export function useViewFocus(panel: RefObject<HTMLElement | null>, { view, threadId }: ChatState): void {
  const shown = useRef(view);
  const left = useRef<{ threadId: string | null; element: Element | null }>({ threadId, element: null });
  // Asked while drawing, when what has the focus is still there.
  const active = (panel.current?.getRootNode() as ShadowRoot | undefined)?.activeElement ?? null;
  useLayoutEffect(() => {
    const box = panel.current;
    if (!box || shown.current === view) return;
    shown.current = view;
    const isSame = left.current.threadId === threadId;
    const before = left.current.element;
    if (view === 'history') {
      left.current = { threadId, element: active };
      focus(box.querySelector('.title[tabindex]'));
    } else if (active) {
      const opener = box.querySelector('[part="history-button"]');
      const back = before?.isConnected ? before : opener;
      focus((isSame && back) || box.querySelector('.title[tabindex]') || box.querySelector('.thread'));
    }
  });
}

/** Escape in the history leads back, unless something in it was closed by it. */
export function useEscape(
  panel: RefObject<HTMLElement | null>,
  isOpen: boolean,
  { hideHistory }: Actions,
): void {
  useLayoutEffect(() => {
    const box = panel.current;
    if (!box || !isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      hideHistory();
    };
    box.addEventListener('keydown', onKey);
    return () => box.removeEventListener('keydown', onKey);
  }, [panel, isOpen, hideHistory]);
}

type Actions = Pick<Panel['actions'], 'hideHistory'>;

function focus(target: Element | null): void {
  (target as HTMLElement | null)?.focus({ preventScroll: true });
}
