import { useRef } from 'react';

/**
 * Idempotency keys for what the user wants: `keyOf` gives the same one while the same is tried again, and a new one
 * for everything else and once it is `done`.
 */
export function useIntent() {
  const intent = useRef<{ what: string; key: string } | null>(null);
  return {
    keyOf(what: string): string {
      if (intent.current?.what !== what) intent.current = { what, key: crypto.randomUUID() };
      return intent.current.key;
    },
    done(): void {
      intent.current = null;
    },
  };
}
