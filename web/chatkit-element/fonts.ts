import type { FontObject } from '@openai/chatkit';

/** Of the whole page: fonts belong to the document, whichever element asks for them. */
const asked = new Set<string>();

/**
 * Fetches the fonts of a theme into the document, each once; the stylesheet of a shadow root cannot name any.
 * `onFailure` gets the family of a font that cannot be had; the text stands in the next family then.
 */
export function addFonts(fonts: readonly FontObject[], onFailure: (family: string) => void): void {
  for (const font of fonts) {
    const key = JSON.stringify(font);
    if (asked.has(key)) continue;
    asked.add(key);
    addFont(font).catch(() => {
      asked.delete(key);
      onFailure(font.family);
    });
  }
}

async function addFont({ family, src, weight, style, display, unicodeRange }: FontObject): Promise<void> {
  const { href } = new URL(src, document.baseURI);
  const face = new FontFace(family, `url(${JSON.stringify(href)})`, {
    ...(weight === undefined ? {} : { weight: String(weight) }),
    ...(style ? { style } : {}),
    ...(display ? { display } : {}),
    ...(unicodeRange ? { unicodeRange } : {}),
  });
  document.fonts.add(face);
  await face.load();
}
