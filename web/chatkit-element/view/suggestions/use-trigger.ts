import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Draft } from '../../state/chat-state.ts';
import { type Kind, type Trigger, triggerAt } from './trigger.ts';

type Input = RefObject<HTMLTextAreaElement | null>;

export type Triggered = {
  /** What is being looked for, as it is drawn. */
  trigger: Trigger | null;
  /** The same at this moment: keys may be ahead of what is drawn. */
  read(): Trigger | null;
  /** Not to be looked for again at this place. */
  dismiss(): void;
  /** Something was taken: there is nothing to look for in the text as it stands now. */
  settle(): void;
};

/** Follows the caret while the text has the focus. */
export function useTrigger(input: Input, draft: Draft, kinds: readonly Kind[]): Triggered {
  // Where the caret is; null without one.
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<Trigger | null>(null);
  const latest = useRef({ draft, kinds });
  latest.current = { draft, kinds };
  const settled = useRef<string | null>(null);

  useEffect(() => {
    const area = input.current;
    if (!area) return;
    const stop = new AbortController();
    const follow = () => setCaret(caretOf(area));
    for (const type of ['focus', 'keyup', 'pointerup', 'select']) {
      area.addEventListener(type, follow, { signal: stop.signal });
    }
    area.addEventListener('blur', () => setCaret(null), { signal: stop.signal });
    return () => stop.abort();
  }, [input]);
  // A new text is drawn with the caret that belongs to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what moves the caret
  useLayoutEffect(() => {
    settled.current = null;
    setCaret(input.current && caretOf(input.current));
  }, [draft.text, input]);

  const found = caret === null ? null : triggerAt(draft.text, caret, draft.tags, kinds);
  const isDismissed = found !== null && isSame(found, dismissed);
  useEffect(() => {
    if (dismissed && !isDismissed && caret !== null) setDismissed(null);
  }, [dismissed, isDismissed, caret]);

  return {
    trigger: isDismissed ? null : found,
    read() {
      const area = input.current;
      const now = area && caretOf(area);
      if (!area || now === null || area.value === settled.current) return null;
      return triggerAt(area.value, now, latest.current.draft.tags, latest.current.kinds);
    },
    dismiss: () => setDismissed(found),
    settle() {
      settled.current = input.current?.value ?? null;
    },
  };
}

function isSame(a: Trigger, b: Trigger | null): boolean {
  return a.kind === b?.kind && a.start === b.start;
}

/** Null when the text has not the focus, or a part of it is selected. */
function caretOf(area: HTMLTextAreaElement): number | null {
  const hasFocus = (area.getRootNode() as Document | ShadowRoot).activeElement === area;
  return hasFocus && area.selectionStart === area.selectionEnd ? area.selectionEnd : null;
}
