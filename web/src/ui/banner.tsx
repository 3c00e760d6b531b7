import { CircleAlert, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';

const LOOKS = {
  error: 'bg-red-50 text-red-900 ring-red-600/20 dark:bg-red-950/60 dark:text-red-200 dark:ring-red-400/25',
  info: 'bg-indigo-50 text-indigo-950 ring-indigo-600/20 dark:bg-indigo-950/60 dark:text-indigo-100 dark:ring-indigo-400/25',
} as const;

type BannerProps = { look?: keyof typeof LOOKS; children: ReactNode; onDismiss?: (() => void) | undefined };

/** A message across the page; errors are announced at once, others when the reader is free. */
export function Banner({ look = 'error', children, onDismiss }: BannerProps) {
  const Icon = look === 'error' ? CircleAlert : Info;
  return (
    <div
      role={look === 'error' ? 'alert' : 'status'}
      className={`flex items-start gap-3 rounded-lg px-4 py-3 text-sm ring-1 ring-inset ${LOOKS[look]}`}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 grow">{children}</div>
      {onDismiss && (
        <button
          type="button"
          onClick={onDismiss}
          aria-label="Dismiss"
          className="-m-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-black/5 dark:hover:bg-white/10"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}
