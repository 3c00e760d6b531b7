/** @jsxImportSource preact */
import { usePanel } from './panel-context.ts';

/** The shape of a conversation that is on its way. */
export function Skeleton() {
  const { texts } = usePanel();
  return (
    <div class="skeleton" role="status" aria-label={texts.loading_thread}>
      <span class="skeleton-user" />
      <span class="skeleton-line" />
      <span class="skeleton-line" />
      <span class="skeleton-line" />
      <span class="skeleton-user" />
      <span class="skeleton-line" />
      <span class="skeleton-line" />
    </div>
  );
}
