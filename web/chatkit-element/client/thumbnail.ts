/** Edge of the picture, in pixels: twice its size on screen. */
const EDGE = 96;
/** Larger files are not worth the wait and the memory. */
const BYTES_MAX = 25 * 1024 * 1024;

/**
 * A small square picture of an image file, as a `data:` address: strict policies allow it where they forbid
 * `blob:`, and there is nothing to give back. Undefined for other files, and for images that cannot be read.
 */
export async function thumbnailOf(file: File): Promise<string | undefined> {
  if (!file.type.startsWith('image/') || file.size > BYTES_MAX) return undefined;
  if (typeof createImageBitmap !== 'function') return undefined;
  try {
    const image = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = EDGE;
    const context = canvas.getContext('2d');
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
    context?.drawImage(image, left, top, side, side, 0, 0, EDGE, EDGE);
    image.close();
    return canvas.toDataURL('image/png');
  } catch {
    return undefined; // not an image that this browser knows: it is shown by its name
  }
}
