// Stored passwords in PHC form: `$argon2id$v=19$m=…,t=…,p=1$salt$tag`.
import { type Argon2Cost, type Derive, TAG_BYTES } from './argon2.ts';

/** OWASP's first choice; 23 ms a hash when it was measured. */
export const COST: Argon2Cost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

type Parsed = { cost: Argon2Cost; salt: Uint8Array; tag: Uint8Array };

/** @param password Already checked and in NFC. */
export function hashPassword(derive: Derive, password: string, cost: Argon2Cost): string {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const tag = derive(new TextEncoder().encode(password), salt, cost);
  const { memoryKiB, passes, lanes } = cost;
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${toBase64(salt)}$${toBase64(tag)}`;
}

/**
 * Derives exactly once, whatever is stored: nothing (an unknown user) and a damaged row take the same work as
 * a wrong password.
 *
 * @param cost What a new hash would cost; a match at another cost is `outdated`.
 */
export function verifyPassword(
  derive: Derive,
  password: string,
  stored: string | undefined,
  cost: Argon2Cost,
): { matches: boolean; outdated: boolean; damaged: boolean } {
  const parsed = stored === undefined ? undefined : parse(stored, cost);
  const against = parsed ?? { cost, salt: new Uint8Array(SALT_BYTES), tag: new Uint8Array(TAG_BYTES) };
  const tag = derive(new TextEncoder().encode(password), against.salt, against.cost);
  const equal = equalBytes(tag, against.tag);
  return {
    matches: parsed !== undefined && equal,
    outdated: against.cost.memoryKiB !== cost.memoryKiB || against.cost.passes !== cost.passes,
    damaged: stored !== undefined && parsed === undefined,
  };
}

/** Bounds come before the derivation: a damaged row must not make it spin. The current cost is always in bounds. */
function parse(stored: string, current: Argon2Cost): Parsed | undefined {
  const [, m, t, salt = '', tag = ''] = PHC.exec(stored) ?? [];
  const cost = { memoryKiB: Number(m), passes: Number(t), lanes: 1 };
  const isCurrent = cost.memoryKiB === current.memoryKiB && cost.passes === current.passes;
  const inBounds =
    cost.memoryKiB >= 7_168 && cost.memoryKiB <= 65_536 && cost.passes >= 1 && cost.passes <= 6;
  return isCurrent || inBounds ? { cost, salt: fromBase64(salt), tag: fromBase64(tag) } : undefined;
}

/** Always looks at every byte. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [i, byte] of a.entries()) difference |= byte ^ (b[i] ?? 0);
  return difference === 0;
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('=', '');
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
