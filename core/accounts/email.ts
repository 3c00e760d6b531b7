// An e-mail address as it is stored and compared: one spelling for each account, and no folding beyond case.
import { AppError } from '../errors.ts';
import { TEXT } from '../limits.ts';
import { codePoints, refuseUnstorable } from '../text.ts';

const LOCAL_MAX = 64;
const NOT_IN_AN_ADDRESS = /[\s\p{Cc}\p{Cf}<>()[\]\\,;:"]/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ASCII_DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** @throws AppError `invalid_email`, `invalid_characters`. */
export function normalizeEmail(raw: string): string {
  const email = emailOf(raw);
  if (email === undefined) throw new AppError('invalid_email', 'Invalid email format');
  return email;
}

/** For sign-in: what is no address is looked up all the same and belongs to nobody. */
export const emailToLookUp = (raw: string): string => emailOf(raw) ?? raw.slice(0, TEXT.emailMaxBytes);

function emailOf(raw: string): string | undefined {
  refuseUnstorable(raw);
  // Far above any address, and small enough for every expression below.
  if (raw.length > 1_000) return undefined;
  const text = raw
    .replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '')
    .normalize('NFC')
    .toLowerCase();
  const [local = '', domain = '', ...more] = text.split('@');
  const length = codePoints(local);
  if (more.length > 0 || length < 1 || length > LOCAL_MAX || NOT_IN_AN_ADDRESS.test(local)) return undefined;
  const asciiDomain = DOMAIN.test(domain) && URL.canParse(`http://${domain}`) ? hostOf(domain) : '';
  if (!ASCII_DOMAIN.test(asciiDomain)) return undefined;
  const email = `${local.normalize('NFC')}@${asciiDomain}`;
  return new TextEncoder().encode(email).length <= TEXT.emailMaxBytes ? email : undefined;
}

const hostOf = (domain: string): string => new URL(`http://${domain}`).hostname;
