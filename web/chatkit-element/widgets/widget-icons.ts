/// <reference path="../icons/lucide-icons.d.ts" />
// Icons of Lucide that lists, plans and their buttons often ask for, beyond the set that the protocol names.
import type { IconNode } from 'lucide';
import alarmClockIcon from 'lucide/dist/esm/icons/alarm-clock.mjs';
import archiveIcon from 'lucide/dist/esm/icons/archive.mjs';
import arrowLeftIcon from 'lucide/dist/esm/icons/arrow-left.mjs';
import arrowRightIcon from 'lucide/dist/esm/icons/arrow-right.mjs';
import bellIcon from 'lucide/dist/esm/icons/bell.mjs';
import chevronUpIcon from 'lucide/dist/esm/icons/chevron-up.mjs';
import circleIcon from 'lucide/dist/esm/icons/circle.mjs';
import flagIcon from 'lucide/dist/esm/icons/flag.mjs';
import repeatIcon from 'lucide/dist/esm/icons/repeat.mjs';
import tagIcon from 'lucide/dist/esm/icons/tag.mjs';
import trashIcon from 'lucide/dist/esm/icons/trash.mjs';
import undoIcon from 'lucide/dist/esm/icons/undo-2.mjs';
import usersIcon from 'lucide/dist/esm/icons/users.mjs';
import xIcon from 'lucide/dist/esm/icons/x.mjs';
import { namedIcon } from '../icons/named-icon.ts';

const icons: ReadonlyMap<string, IconNode> = new Map([
  ['alarm-clock', alarmClockIcon],
  ['archive', archiveIcon],
  ['arrow-left', arrowLeftIcon],
  ['arrow-right', arrowRightIcon],
  ['bell', bellIcon],
  ['chevron-up', chevronUpIcon],
  ['circle', circleIcon],
  ['flag', flagIcon],
  ['repeat', repeatIcon],
  ['tag', tagIcon],
  ['trash', trashIcon],
  ['trash-2', trashIcon],
  ['undo', undoIcon],
  ['undo-2', undoIcon],
  ['users', usersIcon],
  ['x', xIcon],
]);

/** The icon of that name, with or without `lucide:`; null for one that is not built in. */
export function widgetIcon(name: string): IconNode | null {
  return namedIcon(name) ?? icons.get(name.replace(/^lucide:/, '')) ?? null;
}
