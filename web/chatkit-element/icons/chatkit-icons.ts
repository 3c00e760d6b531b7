/// <reference path="./lucide-icons.d.ts" />
// The icons that hosts and servers name: for prompts, progress and steps.
import type { ChatKitIcon, LucideIcon } from '@openai/chatkit';
import type { IconNode } from 'lucide';
import atomIcon from 'lucide/dist/esm/icons/atom.mjs';
import awardIcon from 'lucide/dist/esm/icons/award.mjs';
import bookIcon from 'lucide/dist/esm/icons/book.mjs';
import bookOpenIcon from 'lucide/dist/esm/icons/book-open.mjs';
import botIcon from 'lucide/dist/esm/icons/bot.mjs';
import boxIcon from 'lucide/dist/esm/icons/box.mjs';
import briefcaseIcon from 'lucide/dist/esm/icons/briefcase.mjs';
import bugIcon from 'lucide/dist/esm/icons/bug.mjs';
import calendarIcon from 'lucide/dist/esm/icons/calendar.mjs';
import chartColumnIcon from 'lucide/dist/esm/icons/chart-column.mjs';
import chartLineIcon from 'lucide/dist/esm/icons/chart-line.mjs';
import checkIcon from 'lucide/dist/esm/icons/check.mjs';
import chevronLeftIcon from 'lucide/dist/esm/icons/chevron-left.mjs';
import chevronRightIcon from 'lucide/dist/esm/icons/chevron-right.mjs';
import circleIcon from 'lucide/dist/esm/icons/circle.mjs';
import circleCheckIcon from 'lucide/dist/esm/icons/circle-check.mjs';
import circleQuestionMarkIcon from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import clockIcon from 'lucide/dist/esm/icons/clock.mjs';
import compassIcon from 'lucide/dist/esm/icons/compass.mjs';
import ellipsisIcon from 'lucide/dist/esm/icons/ellipsis.mjs';
import ellipsisVerticalIcon from 'lucide/dist/esm/icons/ellipsis-vertical.mjs';
import externalLinkIcon from 'lucide/dist/esm/icons/external-link.mjs';
import fileIcon from 'lucide/dist/esm/icons/file.mjs';
import fileTextIcon from 'lucide/dist/esm/icons/file-text.mjs';
import flaskConicalIcon from 'lucide/dist/esm/icons/flask-conical.mjs';
import globeIcon from 'lucide/dist/esm/icons/globe.mjs';
import idCardIcon from 'lucide/dist/esm/icons/id-card.mjs';
import imageIcon from 'lucide/dist/esm/icons/image.mjs';
import imagesIcon from 'lucide/dist/esm/icons/images.mjs';
import infoIcon from 'lucide/dist/esm/icons/info.mjs';
import keyRoundIcon from 'lucide/dist/esm/icons/key-round.mjs';
import layersIcon from 'lucide/dist/esm/icons/layers.mjs';
import lifeBuoyIcon from 'lucide/dist/esm/icons/life-buoy.mjs';
import lightbulbIcon from 'lucide/dist/esm/icons/lightbulb.mjs';
import mailIcon from 'lucide/dist/esm/icons/mail.mjs';
import mapIcon from 'lucide/dist/esm/icons/map.mjs';
import mapPinIcon from 'lucide/dist/esm/icons/map-pin.mjs';
import monitorIcon from 'lucide/dist/esm/icons/monitor.mjs';
import notebookIcon from 'lucide/dist/esm/icons/notebook.mjs';
import notebookPenIcon from 'lucide/dist/esm/icons/notebook-pen.mjs';
import notebookTabsIcon from 'lucide/dist/esm/icons/notebook-tabs.mjs';
import partyPopperIcon from 'lucide/dist/esm/icons/party-popper.mjs';
import pencilIcon from 'lucide/dist/esm/icons/pencil.mjs';
import pencilLineIcon from 'lucide/dist/esm/icons/pencil-line.mjs';
import phoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import playIcon from 'lucide/dist/esm/icons/play.mjs';
import plusIcon from 'lucide/dist/esm/icons/plus.mjs';
import rotateCwIcon from 'lucide/dist/esm/icons/rotate-cw.mjs';
import searchIcon from 'lucide/dist/esm/icons/search.mjs';
import slidersHorizontalIcon from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import smartphoneIcon from 'lucide/dist/esm/icons/smartphone.mjs';
import sparkleIcon from 'lucide/dist/esm/icons/sparkle.mjs';
import sparklesIcon from 'lucide/dist/esm/icons/sparkles.mjs';
import squareCodeIcon from 'lucide/dist/esm/icons/square-code.mjs';
import squarePenIcon from 'lucide/dist/esm/icons/square-pen.mjs';
import starIcon from 'lucide/dist/esm/icons/star.mjs';
import textInitialIcon from 'lucide/dist/esm/icons/text-initial.mjs';
import userIcon from 'lucide/dist/esm/icons/user.mjs';
import userRoundIcon from 'lucide/dist/esm/icons/user-round.mjs';
import zapIcon from 'lucide/dist/esm/icons/zap.mjs';

export const chatkitIcons: Record<Exclude<ChatKitIcon, LucideIcon>, IconNode> = {
  agent: botIcon,
  analytics: chartLineIcon,
  atom: atomIcon,
  batch: layersIcon,
  bolt: zapIcon,
  'book-open': bookOpenIcon,
  'book-closed': bookIcon,
  'book-clock': notebookTabsIcon,
  bug: bugIcon,
  calendar: calendarIcon,
  chart: chartColumnIcon,
  check: checkIcon,
  'check-circle': circleCheckIcon,
  'check-circle-filled': circleCheckIcon,
  'chevron-left': chevronLeftIcon,
  'chevron-right': chevronRightIcon,
  'circle-question': circleQuestionMarkIcon,
  clock: clockIcon,
  compass: compassIcon,
  confetti: partyPopperIcon,
  cube: boxIcon,
  desktop: monitorIcon,
  document: fileTextIcon,
  'dots-horizontal': ellipsisIcon,
  'dots-vertical': ellipsisVerticalIcon,
  'empty-circle': circleIcon,
  'external-link': externalLinkIcon,
  globe: globeIcon,
  keys: keyRoundIcon,
  lab: flaskConicalIcon,
  images: imagesIcon,
  info: infoIcon,
  lifesaver: lifeBuoyIcon,
  lightbulb: lightbulbIcon,
  mail: mailIcon,
  'map-pin': mapPinIcon,
  maps: mapIcon,
  mobile: smartphoneIcon,
  name: idCardIcon,
  notebook: notebookIcon,
  'notebook-pencil': notebookPenIcon,
  'page-blank': fileIcon,
  phone: phoneIcon,
  play: playIcon,
  plus: plusIcon,
  profile: userRoundIcon,
  'profile-card': idCardIcon,
  reload: rotateCwIcon,
  star: starIcon,
  'star-filled': starIcon,
  search: searchIcon,
  sparkle: sparkleIcon,
  'sparkle-double': sparklesIcon,
  'square-code': squareCodeIcon,
  'square-image': imageIcon,
  'square-text': textInitialIcon,
  suitcase: briefcaseIcon,
  'settings-slider': slidersHorizontalIcon,
  user: userIcon,
  wreath: awardIcon,
  write: pencilIcon,
  'write-alt': pencilLineIcon,
  'write-alt2': squarePenIcon,
};
