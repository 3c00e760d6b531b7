/// <reference path="./lucide-icons.d.ts" />
// The icons of generated images.
import downloadIcon from 'lucide/dist/esm/icons/download.mjs';
import imageIcon from 'lucide/dist/esm/icons/image.mjs';

export const imageIcons = { download: downloadIcon, image: imageIcon };
