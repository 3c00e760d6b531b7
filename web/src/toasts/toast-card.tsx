import { CircleAlert, X } from 'lucide-react';
import { type FocusEvent, useEffect, useState } from 'react';
import type { Toast } from './toasts.ts';

const LIFE_MS = 10_000;

type ToastCardProps = {
  toast: Toast;
  /** The focus must go elsewhere: what has it is about to vanish. */
  onLeave: () => void;
  onDismiss: () => void;
};

/** Stays as long as somebody points at it or has the focus in it, and ten seconds from then on. */
export function ToastCard({ toast, onLeave, onDismiss }: ToastCardProps) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  useLife(toast, pointed || focused || toast.busy === true, onDismiss);
  const leaveAnd = (act: () => void) => () => {
    if (toast.busy) return;
    onLeave();
    act();
  };
  const { action } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the toast while it is used
    <div
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(staysInside(event))}
      onKeyDown={(event) => event.key === 'Escape' && leaveAnd(onDismiss)()}
      className="pointer-events-auto flex items-start gap-1 rounded-lg bg-gray-900 p-1 pl-4 text-sm text-white shadow-lg ring-1 ring-gray-950/10 dark:bg-gray-100 dark:text-gray-900"
    >
      {toast.look === 'error' && (
        <CircleAlert
          aria-hidden="true"
          className="mt-2.5 mr-1 size-4 shrink-0 text-red-300 dark:text-red-700"
        />
      )}
      <p dir="auto" className="line-clamp-3 min-w-0 grow py-2 break-words">
        {toast.text}
      </p>
      {action && (
        <button
          type="button"
          aria-disabled={toast.busy}
          onClick={leaveAnd(action.run)}
          className="min-h-9 shrink-0 rounded-md px-3 font-semibold text-indigo-300 outline-offset-0 outline-current! hover:bg-white/10 aria-disabled:opacity-60 dark:text-indigo-700 dark:hover:bg-black/5"
        >
          {action.name}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        aria-disabled={toast.busy}
        onClick={leaveAnd(onDismiss)}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-md outline-offset-0 outline-current! hover:bg-white/10 aria-disabled:opacity-60 dark:hover:bg-black/5"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}

/** Each change of the toast gives it its whole life again. */
function useLife(toast: Toast, held: boolean, onEnd: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `onEnd` alone is no reason to begin again
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onEnd, LIFE_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
}

function staysInside({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
}
