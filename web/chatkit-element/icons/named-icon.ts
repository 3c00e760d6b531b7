import type { IconNode } from 'lucide';
import { chatkitIcons } from './chatkit-icons.ts';
import { panelIcons } from './panel-icons.ts';

const byName = new Map<string, IconNode>(Object.entries({ ...panelIcons, ...chatkitIcons }));
// The set under its other names, those of Lucide, as far as they differ.
const byLucideName: Record<string, keyof typeof chatkitIcons | keyof typeof panelIcons> = {
  bot: 'agent',
  zap: 'bolt',
  box: 'cube',
  file: 'page-blank',
  'file-text': 'document',
  'circle-alert': 'alert',
  'triangle-alert': 'alert',
  'circle-x': 'alert',
  'circle-check': 'check-circle',
  sparkles: 'sparkle-double',
  'message-square-plus': 'compose',
  'square-pen': 'compose',
  'rotate-cw': 'reload',
  pencil: 'write',
  map: 'maps',
  'list-todo': 'notebook',
  'square-check': 'check-circle',
};

/** The icon of a host's or a server's name, `lucide:NAME` included; null for those that are not built in. */
export function namedIcon(name: string): IconNode | null {
  const plain = name.replace(/^lucide:/, '');
  const own = Object.hasOwn(byLucideName, plain) ? byLucideName[plain] : undefined;
  return byName.get(own ?? plain) ?? null;
}
