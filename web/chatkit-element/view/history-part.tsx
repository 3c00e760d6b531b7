/** @jsxImportSource preact */
import { lazy } from './lazy.tsx';
import { usePanel } from './panel-context.ts';

/** The history, fetched when it is first opened. */
export const HistoryPart = lazy(async () => (await import('./history/history-view.tsx')).HistoryView, {
  Waiting: () => <div class="history" part="history" aria-busy="true" />,
  Failed: Unavailable,
});

function Unavailable() {
  const { texts } = usePanel();
  return (
    <div class="history config-error" role="alert">
      <p>{texts.problem_network}</p>
    </div>
  );
}
