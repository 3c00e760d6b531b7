/** @jsxImportSource preact */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { chatkitIcons } from '../../icons/chatkit-icons.ts';
import { Icon } from '../icon.tsx';

export type MenuEntry = { label: string; icon: preact.ComponentChildren; danger?: boolean; run: () => void };

/** A button with a menu. Arrow keys walk through it; Escape, Tab and a press elsewhere close it. */
export function RowMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  useLayoutEffect(() => {
    if (!open) return;
    turnUp(menu.current);
    itemsOf(menu.current)[0]?.focus({ preventScroll: true });
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event) => {
      if (box.current && !event.composedPath().includes(box.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    } else if (event.key === 'Tab') {
      setOpen(false);
    } else {
      walk(event, itemsOf(menu.current));
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside
    <div class="row-menu" ref={box} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon node={chatkitIcons['dots-horizontal']} />
      </button>
      {open ? (
        <div ref={menu} id={menuId} class="menu" role="menu" aria-label={label}>
          {entries.map((entry) => (
            <button
              key={entry.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              data-danger={entry.danger || undefined}
              onClick={() => {
                setOpen(false);
                entry.run();
              }}
            >
              {entry.icon}
              {entry.label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return menu ? [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')] : [];
}

function walk(event: KeyboardEvent, items: HTMLElement[]): void {
  const at = items.findIndex((item) => item.matches(':focus'));
  const next = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

/** Opens above its button where there is no room below it. */
function turnUp(menu: HTMLElement | null): void {
  const list = menu?.closest('.history');
  if (!menu || !list) return;
  menu.dataset.up = String(menu.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom);
}
