/** @jsxImportSource preact */
import type { HeaderIcon as Name } from '@openai/chatkit';
import type { IconNode } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { panelIcons } from '../icons/panel-icons.ts';
import { Icon } from './icon.tsx';

const atHand: Partial<Record<Name, IconNode>> = {
  close: panelIcons.close,
  compose: panelIcons.compose,
  history: panelIcons.history,
  'back-large': panelIcons.back,
};
let others: Record<Name, IconNode> | null = null;

/** The icon of a host's button. All but the panel's own are fetched; the place is kept. */
export function HeaderIcon({ name }: { name: Name }) {
  const [, redraw] = useState(false);
  const node = atHand[name] ?? others?.[name];
  const isThere = node !== undefined || others !== null;
  useEffect(() => {
    if (isThere) return;
    import('../icons/header-icons.ts').then(
      ({ headerIcons }) => {
        others = headerIcons;
        redraw(true);
      },
      () => {}, // the button still has its name
    );
  }, [isThere]);
  return <Icon node={node ?? []} class={name.startsWith('back') ? 'turns' : ''} />;
}
