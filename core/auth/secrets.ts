// Which secrets are good enough to start with. Both Workers ask here before they answer anything.

/** The values of `.dev.vars.example`: public, so they protect nothing. */
export const EXAMPLE_SECRETS: readonly string[] = [
  'change-me-to-at-least-32-random-bytes-1',
  'change-me-to-at-least-32-random-bytes-2',
];

const MIN_BYTES = 32;
const MIN_DISTINCT_CHARACTERS = 16;
const SOUNDS_LIKE_AN_EXAMPLE = /change|example|secret|your-|placeholder|test|dev-/i;

/**
 * Says what is wrong, a sentence for each secret, with its name and never its value; empty when all is well.
 *
 * @param secrets By variable name. A name that ends in `_PREVIOUS` may be absent; an empty value is an absent one.
 * @param production Whether guessable wording is refused too, beside what is refused everywhere.
 */
export function checkSecrets(secrets: Record<string, string | undefined>, production: boolean): string[] {
  const taken = new Map<string, string>();
  return Object.entries(secrets).flatMap(([name, value]) => {
    if (!value) return name.endsWith('_PREVIOUS') ? [] : [`${name} is missing`];
    const twin = taken.get(value);
    taken.set(value, name);
    if (twin) return [`${name} equals ${twin}`];
    const weakness = weaknessOf(value, production);
    return weakness ? [`${name} ${weakness}`] : [];
  });
}

function weaknessOf(secret: string, production: boolean): string | undefined {
  if (EXAMPLE_SECRETS.includes(secret)) return 'is an example value';
  if (new TextEncoder().encode(secret).length < MIN_BYTES) return `has fewer than ${MIN_BYTES} bytes`;
  if (!production) return undefined;
  if (new Set(secret).size < MIN_DISTINCT_CHARACTERS) {
    return `has fewer than ${MIN_DISTINCT_CHARACTERS} different characters`;
  }
  return SOUNDS_LIKE_AN_EXAMPLE.test(secret) ? 'reads like an example value' : undefined;
}
