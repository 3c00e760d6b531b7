/** @jsxImportSource preact */
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../icon.tsx';
import { useMenuKeys } from './use-menu-keys.ts';
import { useMenuPlace } from './use-menu-place.ts';

export type MenuEntry = {
  key: string;
  label: string;
  description?: string | undefined;
  icon?: IconNode | null | undefined;
  disabled?: boolean | undefined;
  /** One of a group of which one is chosen. */
  checked?: boolean;
  onSelect: () => void;
};
export type MenuGroup = { key: string; label?: string; entries: MenuEntry[] };

type Props = {
  label: string;
  groups: MenuGroup[];
  class: string;
  disabled?: boolean;
  children: ComponentChildren;
};

/** A button that opens a menu above the composer. */
export function MenuButton({ label, groups, class: className, disabled, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  const onKeyDown = useMenuKeys(button, menu, open, close);
  const place = useMenuPlace(button, open);
  const choose = (entry: MenuEntry) => {
    if (entry.disabled) return;
    close();
    button.current?.focus();
    entry.onSelect();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open ? (
        <div
          ref={menu}
          id={id}
          class="menu"
          role="menu"
          aria-label={label}
          style={place}
          onKeyDown={onKeyDown}
        >
          {groups.map((group) => (
            <Group key={group.key} group={group} onChoose={choose} />
          ))}
        </div>
      ) : null}
    </>
  );
}

function Group({ group, onChoose }: { group: MenuGroup; onChoose: (entry: MenuEntry) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div class="menu-group" role="group" aria-label={group.label}>
      {group.label ? (
        <p class="menu-title" aria-hidden="true">
          {group.label}
        </p>
      ) : null}
      {group.entries.map((entry) => (
        <button
          key={entry.key}
          type="button"
          class="menu-entry"
          {...(entry.checked === undefined
            ? { role: 'menuitem' as const }
            : { role: 'menuitemradio' as const, 'aria-checked': entry.checked })}
          aria-disabled={entry.disabled || undefined}
          tabIndex={-1}
          onClick={() => onChoose(entry)}
        >
          {entry.icon ? <Icon node={entry.icon} /> : null}
          <span class="menu-words">
            <span>{entry.label}</span>
            {entry.description ? <small>{entry.description}</small> : null}
          </span>
          {entry.checked ? <Icon name="check" class="menu-check" /> : null}
        </button>
      ))}
    </div>
  );
}
