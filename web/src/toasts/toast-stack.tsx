import { type FocusEvent, use, useRef, useSyncExternalStore } from 'react';
import { ToastCard } from './toast-card.tsx';
import { ToastsContext } from './toasts.ts';
import { useUndoKey } from './use-undo-key.ts';

/**
 * The toasts, above everything. On a phone the open chat has its composer at the bottom, so they move to the top.
 */
export function ToastStack({ chatCovers }: { chatCovers: boolean }) {
  const toasts = use(ToastsContext);
  const list = useSyncExternalStore(toasts.subscribe, toasts.list);
  const { remember, giveBack } = useFocusBefore();
  useUndoKey(toasts);
  const place = chatCovers ? 'top-16' : 'bottom-24';
  return (
    <section
      aria-label="Notifications"
      onFocus={remember}
      className={`pointer-events-none fixed inset-x-4 ${place} z-50 md:inset-x-auto md:top-auto md:bottom-6 md:left-6 md:w-[min(24rem,100vw-29rem)]`}
    >
      {/* There before the first toast: readers announce only what comes into a region that they know. */}
      <div role="status" aria-atomic="false" className="flex flex-col gap-2">
        {list.map((toast) => (
          <ToastCard
            key={toast.about}
            toast={toast}
            onLeave={giveBack}
            onDismiss={() => toasts.dismiss(toast.about)}
          />
        ))}
      </div>
    </section>
  );
}

/** A toast goes away under the finger, so the focus returns to where it was before. */
function useFocusBefore() {
  const before = useRef<Element | null>(null);
  const remember = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const inside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!inside) before.current = relatedTarget;
  };
  const giveBack = () => {
    const target = before.current?.isConnected ? before.current : document.getElementById('content');
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  };
  return { remember, giveBack };
}
