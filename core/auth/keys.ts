// Keys made from the deployment's secrets: to sign tokens, and to turn names into hashes nobody can guess.
const bytes = new TextEncoder();

export type SigningKey = { kid: string; key: CryptoKey };
/** `current` signs; both verify, so that a secret can be changed while its tokens live. */
export type SigningKeys = { current: SigningKey; previous: SigningKey | undefined };

export async function signingKeys(secret: string, previous?: string): Promise<SigningKeys> {
  return {
    current: await signingKey(secret),
    previous: previous === undefined ? undefined : await signingKey(previous),
  };
}

/** The keys that may have signed a token: the one it names, or, when it names none, the current one first. */
export function candidates({ current, previous }: SigningKeys, kid: unknown): SigningKey[] {
  const all = previous ? [current, previous] : [current];
  return kid === undefined ? all : all.filter((key) => key.kid === kid);
}

/** What a keyed hash is for: a hash of one kind says nothing about the others. The address of logs changes daily. */
export type HashLabel = 'throttle' | 'sign-up' | 'log-user' | `log-address ${string}`;

/** A function from names (an e-mail, an address) to 64 hex digits that only this deployment can compute. */
export async function keyedHash(
  secret: string,
  label: HashLabel,
): Promise<(name: string) => Promise<string>> {
  const material = await crypto.subtle.importKey('raw', bytes.encode(secret), 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytes.encode(`edge-todo ${label}`) },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
  return async (name) => hex(await crypto.subtle.sign('HMAC', key, bytes.encode(name)));
}

async function signingKey(secret: string): Promise<SigningKey> {
  const digest = await crypto.subtle.digest('SHA-256', bytes.encode(`kid${secret}`));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, [
    'sign',
    'verify',
  ]);
  return { kid: hex(digest).slice(0, 8), key };
}

const hex = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
