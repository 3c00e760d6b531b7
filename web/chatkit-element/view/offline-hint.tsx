/** @jsxImportSource preact */
import { usePanel } from './panel-context.ts';
import { useOnline } from './use-online.ts';

/** Says why nothing will be answered, before something is sent. */
export function OfflineHint() {
  const { texts } = usePanel();
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p class="offline" part="banner">
          {texts.offline}
        </p>
      )}
    </div>
  );
}
