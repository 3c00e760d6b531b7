/** @jsxImportSource preact */
import type { Older } from '../state/chat-state.ts';
import { usePanel } from './panel-context.ts';

/** What stands above the oldest row: earlier ones on their way, or a button that brings them. */
export function OlderRows({ older }: { older: Older }) {
  const { texts, actions } = usePanel();
  if (older.cursor === null) return null;
  return (
    <div class="older">
      {older.loading ? <p role="status">{texts.loading_older}</p> : null}
      {older.failed ? <p role="alert">{texts.load_older_failed}</p> : null}
      {older.loading ? null : (
        <button type="button" class="button" onClick={actions.loadOlder}>
          {older.failed ? texts.try_again : texts.load_older}
        </button>
      )}
    </div>
  );
}
