/** @jsxImportSource preact */
import type { IconNode } from 'lucide';
import { createElement } from 'preact';
import { type PanelIcon, panelIcons } from '../icons/panel-icons.ts';

/** An icon beside words or inside a named button: never announced. Takes the size of the text around it. */
export function Icon({
  name,
  node,
  class: className,
}: {
  name?: PanelIcon;
  node?: IconNode;
  class?: string;
}) {
  const shapes = node ?? (name ? panelIcons[name] : []);
  return (
    <svg
      class={`icon ${className ?? ''}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapes.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
