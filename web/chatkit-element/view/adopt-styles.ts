// Stylesheets of the panel and of its parts that are fetched later. Constructed sheets pass a policy that
// forbids inline styles.
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** One for each text, shared by all elements of the page. */
const sheets = new Map<string, CSSStyleSheet>();

/** Adds a stylesheet to a root after those that are there; once, however often it is asked. */
export function adoptStyles(root: ShadowRoot, css: string): void {
  const sheet = sheetOf(css);
  const adopted = root.adoptedStyleSheets ?? [];
  if (!adopted.includes(sheet)) root.adoptedStyleSheets = [...adopted, sheet];
}

/** The styles of a part that is fetched when it is first drawn: they are there before it is painted. */
export function useStyles(part: RefObject<Element | null>, css: string): void {
  useLayoutEffect(() => {
    const root = part.current?.getRootNode();
    if (root instanceof ShadowRoot) adoptStyles(root, css);
  }, [part, css]);
}

function sheetOf(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.set(css, sheet);
  return sheet;
}
