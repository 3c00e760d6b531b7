import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

type Ref<Node> = RefObject<Node | null>;

/** The keys of an open menu, and what closes it: Escape, Tab, or a press elsewhere. */
export function useMenuKeys(
  button: Ref<HTMLButtonElement>,
  menu: Ref<HTMLDivElement>,
  open: boolean,
  close: () => void,
): (event: KeyboardEvent) => void {
  useLayoutEffect(() => {
    if (!open) return;
    const entries = entriesOf(menu);
    (entries.find((entry) => entry.ariaChecked === 'true') ?? entries[0])?.focus();
  }, [open, menu]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `close` does the same at any time
  useEffect(() => {
    if (!open) return;
    const onPress = (event: Event) => {
      const path = event.composedPath();
      const isInside = [button.current, menu.current].some((part) => part && path.includes(part));
      if (!isInside) close();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [open]);

  return (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      button.current?.focus();
      close();
    } else if (event.key === 'Tab') {
      // The focus goes on from the button.
      button.current?.focus();
      close();
    } else {
      const next = nextEntry(entriesOf(menu), event);
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  };
}

function entriesOf(menu: Ref<HTMLDivElement>): HTMLElement[] {
  return [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function nextEntry(entries: HTMLElement[], { key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  const current = entries.indexOf(target as HTMLElement);
  if (key === 'ArrowDown') return entries[(current + 1) % entries.length];
  if (key === 'ArrowUp') return entries.at(current <= 0 ? -1 : current - 1);
  if (key === 'Home') return entries[0];
  if (key === 'End') return entries.at(-1);
  if (key.length > 1 || key === ' ' || ctrlKey || metaKey || altKey) return undefined;
  const rest = [...entries.slice(current + 1), ...entries.slice(0, current + 1)];
  return rest.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
