/** @jsxImportSource preact */
import { usePanel } from '../panel-context.ts';

/** Stands in the composer's place when a thread takes no more messages. */
export function ClosedBanner({ reason }: { reason: string | undefined }) {
  const { texts, actions } = usePanel();
  return (
    <div class="composer-frame closed" part="banner">
      <p>{reason ?? texts.closed}</p>
      <button type="button" class="button" onClick={actions.newChat}>
        {texts.start_new_chat}
      </button>
    </div>
  );
}
