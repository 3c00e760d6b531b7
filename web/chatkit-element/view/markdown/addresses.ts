// Which addresses of model output may become a link or an image. An image alone can carry data away.

const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:', 'chatkit-link:']);
const IMAGE_DATA = /^data:image\/(?:png|jpeg|gif|webp|avif);/i;

/** The address to link to, or null when it is none that a link may have. */
export function safeLink(href: string): string | null {
  const url = parse(href);
  return url && LINK_PROTOCOLS.has(url.protocol) ? url.href : null;
}

/** The address to load as an image: the page's own, `data:`, or a host that the thread allows. */
export function safeImage(href: string, allowedHosts: readonly string[]): string | null {
  if (IMAGE_DATA.test(href)) return href;
  const url = parse(href);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.origin === location.origin || allowedHosts.includes(url.hostname) ? url.href : null;
}

/** `chatkit-link://open_task?id=7` names an effect and its data. */
export function parseDeeplink(href: string): { name: string; data: Record<string, string> } | null {
  const match = /^chatkit-link:\/\/([^/?#]+)\/?(?:\?([^#]*))?/i.exec(href);
  if (!match?.[1]) return null;
  return { name: match[1], data: Object.fromEntries(new URLSearchParams(match[2] ?? '')) };
}

function parse(href: string): URL | null {
  try {
    return new URL(href, document.baseURI);
  } catch {
    return null; // not an address: it is shown as text
  }
}
