/** @jsxImportSource preact */
import type { RowMark } from '../state/chat-state.ts';
import { usePanel } from './panel-context.ts';

/** The few words below a row that did not end as it should. */
export function RowNote({ mark }: { mark: RowMark | undefined }) {
  const { texts } = usePanel();
  if (mark === 'unsent')
    return (
      <p class="row-note" data-mark="unsent">
        {texts.not_sent}
      </p>
    );
  return mark === 'stopped' ? <p class="row-note">{texts.stopped}</p> : null;
}
