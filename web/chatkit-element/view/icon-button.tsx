/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

/** A button that shows an icon only; `label` is its name, and what a mouse sees on it. */
export function IconButton(props: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  part?: string;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      part={props.part}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
