// What a client may call itself and where its answers may go, beyond what the OAuth library checks.
import { CLIENT } from '#core/limits.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
// Suffixes that never lead to a public host.
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|onion)$/;

/** Whether an answer may go there: https, this machine, or an address from the list, letter for letter. */
export function isAllowedRedirect(address: string, extra: readonly string[]): boolean {
  if (address.length > CLIENT.redirectUriMax) return false;
  if (extra.includes(address)) return true;
  const url = plainUrl(address);
  return url !== undefined && (url.protocol === 'https:' || isLoopback(url));
}

/** Why a client may not register; nothing when it may. A native address beside good ones is stored and never used. */
export function refusedRegistration(
  { redirect_uris }: Record<string, unknown>,
  extra: readonly string[],
): { code: string; description: string } | undefined {
  const addresses = Array.isArray(redirect_uris) ? redirect_uris : [];
  const no = (description: string) => ({ code: 'invalid_redirect_uri', description });
  if (addresses.length > CLIENT.redirectUrisMax) {
    return no(`At most ${CLIENT.redirectUrisMax} redirect addresses are allowed`);
  }
  if (!addresses.every((address) => typeof address === 'string' && mayBeListed(address, extra))) {
    return no('A redirect address must be https, or http on this machine, without user name and fragment');
  }
  return undefined;
}

/**
 * Whether a client id that is an address may be fetched: a public https host by its name. Addresses by number,
 * other ports and names of private networks are refused before anything is sent.
 */
export function isFetchableClientId(clientId: string): boolean {
  const url = plainUrl(clientId);
  if (url?.protocol !== 'https:' || url.port !== '' || clientId.length > CLIENT.redirectUriMax) {
    return false;
  }
  const host = url.hostname.replace(/\.$/, '');
  const isNumber = host.startsWith('[') || /^[\d.]+$/.test(host);
  return host.includes('.') && !isNumber && !PRIVATE_NAME.test(host);
}

/** An id that looks like an address, of whatever kind; ids that we give out have no colon. */
export const isAddress = (clientId: string): boolean => clientId.includes(':');

const isLoopback = (url: URL): boolean => url.protocol === 'http:' && LOOPBACK.has(url.hostname);

function mayBeListed(address: string, extra: readonly string[]): boolean {
  const url = plainUrl(address);
  const isNative = url !== undefined && !/^https?:$/.test(url.protocol);
  return isAllowedRedirect(address, extra) || (isNative && address.length <= CLIENT.redirectUriMax);
}

/** Without user name and fragment, which could hide where an address leads. */
function plainUrl(address: string): URL | undefined {
  const url = URL.parse(address);
  return url && url.username === '' && url.password === '' && !address.includes('#') ? url : undefined;
}
