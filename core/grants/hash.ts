/** What is stored of an id or a code that opens something. */
export const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** 32 random bytes, base64url. */
export function randomId(): string {
  const base64 = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Whether a text can be such an id. */
export const isRandomId = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
