/** @jsxImportSource preact */
import type { IconNode } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

let byName: ((name: string) => IconNode | null) | null = null;

/** The icon of a host's or a server's name; null while the set is fetched, and for names that it lacks. */
export function useNamedIcon(name: string | null | undefined): IconNode | null {
  const [, redraw] = useState(false);
  useEffect(() => {
    if (byName || !name) return;
    import('../icons/named-icon.ts').then(
      (icons) => {
        byName = icons.namedIcon;
        redraw(true);
      },
      () => {}, // a panel without its icons still has its words
    );
  }, [name]);
  return (name && byName?.(name)) || null;
}

/** Keeps its place until the icon is there. */
export function NamedIcon(props: { name: string; fallback?: string; class?: string }) {
  const node = useNamedIcon(props.name);
  const other = useNamedIcon(props.fallback);
  return <Icon node={node ?? other ?? []} class={props.class ?? ''} />;
}
