/// <reference path="./lucide-icons.d.ts" />
// The icons of the composer's further parts.
import arrowLeftIcon from 'lucide/dist/esm/icons/arrow-left.mjs';
import atSignIcon from 'lucide/dist/esm/icons/at-sign.mjs';
import fileIcon from 'lucide/dist/esm/icons/file.mjs';
import micIcon from 'lucide/dist/esm/icons/mic.mjs';
import paperclipIcon from 'lucide/dist/esm/icons/paperclip.mjs';
import plusIcon from 'lucide/dist/esm/icons/plus.mjs';

export const composerIcons = {
  'arrow-left': arrowLeftIcon,
  'at-sign': atSignIcon,
  file: fileIcon,
  mic: micIcon,
  paperclip: paperclipIcon,
  plus: plusIcon,
};
