/** @jsxImportSource preact */
// What only some composers have, fetched when the options or the draft ask for it.
import type { ChatKitOptions } from '@openai/chatkit';
import { lazy } from '../lazy.tsx';

export const ComposerBar = lazy(async () => (await import('./extras/extras.ts')).Bar);
export const DraftParts = lazy(async () => (await import('./extras/extras.ts')).DraftParts);

/** Whether the composer has a row of its own for buttons. */
export function hasBar({ composer }: ChatKitOptions): boolean {
  return Boolean(
    composer?.attachments?.enabled ||
      composer?.tools?.length ||
      composer?.models?.length ||
      composer?.dictation?.enabled,
  );
}
