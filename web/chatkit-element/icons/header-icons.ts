/// <reference path="./lucide-icons.d.ts" />
// The icons that a host may name for its buttons in the header.
import type { HeaderIcon } from '@openai/chatkit';
import type { IconNode } from 'lucide';
import arrowLeftIcon from 'lucide/dist/esm/icons/arrow-left.mjs';
import arrowLeftFromLineIcon from 'lucide/dist/esm/icons/arrow-left-from-line.mjs';
import arrowLeftToLineIcon from 'lucide/dist/esm/icons/arrow-left-to-line.mjs';
import arrowRightFromLineIcon from 'lucide/dist/esm/icons/arrow-right-from-line.mjs';
import arrowRightToLineIcon from 'lucide/dist/esm/icons/arrow-right-to-line.mjs';
import bookOpenIcon from 'lucide/dist/esm/icons/book-open.mjs';
import bugIcon from 'lucide/dist/esm/icons/bug.mjs';
import chevronLeftIcon from 'lucide/dist/esm/icons/chevron-left.mjs';
import chevronsLeftIcon from 'lucide/dist/esm/icons/chevrons-left.mjs';
import chevronsRightIcon from 'lucide/dist/esm/icons/chevrons-right.mjs';
import circleEllipsisIcon from 'lucide/dist/esm/icons/circle-ellipsis.mjs';
import ellipsisIcon from 'lucide/dist/esm/icons/ellipsis.mjs';
import ellipsisVerticalIcon from 'lucide/dist/esm/icons/ellipsis-vertical.mjs';
import houseIcon from 'lucide/dist/esm/icons/house.mjs';
import layoutGridIcon from 'lucide/dist/esm/icons/layout-grid.mjs';
import maximizeIcon from 'lucide/dist/esm/icons/maximize.mjs';
import maximize2Icon from 'lucide/dist/esm/icons/maximize-2.mjs';
import menuIcon from 'lucide/dist/esm/icons/menu.mjs';
import messageCircleDashedIcon from 'lucide/dist/esm/icons/message-circle-dashed.mjs';
import minimizeIcon from 'lucide/dist/esm/icons/minimize.mjs';
import minimize2Icon from 'lucide/dist/esm/icons/minimize-2.mjs';
import moonIcon from 'lucide/dist/esm/icons/moon.mjs';
import panelLeftIcon from 'lucide/dist/esm/icons/panel-left.mjs';
import panelLeftCloseIcon from 'lucide/dist/esm/icons/panel-left-close.mjs';
import panelLeftDashedIcon from 'lucide/dist/esm/icons/panel-left-dashed.mjs';
import panelLeftOpenIcon from 'lucide/dist/esm/icons/panel-left-open.mjs';
import panelRightIcon from 'lucide/dist/esm/icons/panel-right.mjs';
import panelRightCloseIcon from 'lucide/dist/esm/icons/panel-right-close.mjs';
import panelRightDashedIcon from 'lucide/dist/esm/icons/panel-right-dashed.mjs';
import panelRightOpenIcon from 'lucide/dist/esm/icons/panel-right-open.mjs';
import rotateCcwClockIcon from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import settingsIcon from 'lucide/dist/esm/icons/settings.mjs';
import shareIcon from 'lucide/dist/esm/icons/share.mjs';
import squarePenIcon from 'lucide/dist/esm/icons/square-pen.mjs';
import starIcon from 'lucide/dist/esm/icons/star.mjs';
import sunIcon from 'lucide/dist/esm/icons/sun.mjs';
import textAlignEndIcon from 'lucide/dist/esm/icons/text-align-end.mjs';
import xIcon from 'lucide/dist/esm/icons/x.mjs';

export const headerIcons: Record<HeaderIcon, IconNode> = {
  'sidebar-left': panelLeftIcon,
  'sidebar-right': panelRightIcon,
  'sidebar-open-left': panelLeftOpenIcon,
  'sidebar-open-right': panelRightOpenIcon,
  'sidebar-open-left-alt': panelLeftOpenIcon,
  'sidebar-open-right-alt': panelRightOpenIcon,
  'sidebar-floating-left': panelLeftDashedIcon,
  'sidebar-floating-right': panelRightDashedIcon,
  'sidebar-floating-open-left': panelLeftOpenIcon,
  'sidebar-floating-open-right': panelRightOpenIcon,
  'sidebar-collapse-left': panelLeftCloseIcon,
  'sidebar-collapse-right': panelRightCloseIcon,
  'collapse-left': arrowLeftToLineIcon,
  'collapse-right': arrowRightToLineIcon,
  'open-left': arrowLeftFromLineIcon,
  'open-right': arrowRightFromLineIcon,
  'double-chevron-left': chevronsLeftIcon,
  'double-chevron-right': chevronsRightIcon,
  home: houseIcon,
  'home-alt': houseIcon,
  'back-small': chevronLeftIcon,
  'back-large': arrowLeftIcon,
  'expand-large': maximizeIcon,
  'collapse-large': minimizeIcon,
  'expand-small': maximize2Icon,
  'collapse-small': minimize2Icon,
  star: starIcon,
  'star-filled': starIcon,
  bug: bugIcon,
  'chat-temporary': messageCircleDashedIcon,
  'settings-cog': settingsIcon,
  grid: layoutGridIcon,
  'dots-horizontal': ellipsisIcon,
  'dots-vertical': ellipsisVerticalIcon,
  'dots-horizontal-circle': circleEllipsisIcon,
  'dots-vertical-circle': circleEllipsisIcon,
  menu: menuIcon,
  'menu-inverted': textAlignEndIcon,
  hamburger: menuIcon,
  history: rotateCcwClockIcon,
  'book-open': bookOpenIcon,
  compose: squarePenIcon,
  share: shareIcon,
  'light-mode': sunIcon,
  'dark-mode': moonIcon,
  close: xIcon,
};
