/** @jsxImportSource preact */
// What only some composers have, fetched when the options or the draft ask for it.
import type { ChatKitOptions } from '@openai/chatkit';
import { lazy } from '../lazy.tsx';
import { usePanel } from '../panel-context.ts';

export const ComposerBar = lazy(async () => (await import('./extras/extras.ts')).Bar, { Failed: Missing });
export const DraftParts = lazy(async () => (await import('./extras/extras.ts')).DraftParts, {
  Failed: Missing,
});

function Missing() {
  return (
    <p class="part-missing" role="status">
      {usePanel().texts.part_missing}
    </p>
  );
}

/** Whether the composer has a row of its own for buttons. */
export function hasBar({ composer, entities }: ChatKitOptions): boolean {
  return Boolean(
    composer?.attachments?.enabled ||
      composer?.tools?.length ||
      composer?.models?.length ||
      composer?.dictation?.enabled ||
      (entities?.showComposerMenu && typeof entities.onTagSearch === 'function'),
  );
}
