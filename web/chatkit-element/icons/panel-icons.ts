/// <reference path="./lucide-icons.d.ts" />
// The panel's own icons.
import arrowDownIcon from 'lucide/dist/esm/icons/arrow-down.mjs';
import arrowLeftIcon from 'lucide/dist/esm/icons/arrow-left.mjs';
import arrowUpIcon from 'lucide/dist/esm/icons/arrow-up.mjs';
import checkIcon from 'lucide/dist/esm/icons/check.mjs';
import chevronDownIcon from 'lucide/dist/esm/icons/chevron-down.mjs';
import circleAlertIcon from 'lucide/dist/esm/icons/circle-alert.mjs';
import copyIcon from 'lucide/dist/esm/icons/copy.mjs';
import dotIcon from 'lucide/dist/esm/icons/dot.mjs';
import replyIcon from 'lucide/dist/esm/icons/reply.mjs';
import rotateCcwClockIcon from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import rotateCwIcon from 'lucide/dist/esm/icons/rotate-cw.mjs';
import squareIcon from 'lucide/dist/esm/icons/square.mjs';
import squarePenIcon from 'lucide/dist/esm/icons/square-pen.mjs';
import xIcon from 'lucide/dist/esm/icons/x.mjs';

export const panelIcons = {
  alert: circleAlertIcon,
  'arrow-down': arrowDownIcon,
  'arrow-up': arrowUpIcon,
  back: arrowLeftIcon,
  check: checkIcon,
  'chevron-down': chevronDownIcon,
  compose: squarePenIcon,
  copy: copyIcon,
  dot: dotIcon,
  history: rotateCcwClockIcon,
  retry: rotateCwIcon,
  stop: squareIcon,
  close: xIcon,
  reply: replyIcon,
};

export type PanelIcon = keyof typeof panelIcons;
