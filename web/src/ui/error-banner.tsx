import { errorText } from '../error-text.ts';
import { Banner } from './banner.tsx';
import { useCountdown } from './countdown.ts';

type ErrorBannerProps = { error: unknown; onDismiss?: () => void; onRetry?: () => void };

/** What went wrong, in words; nothing without an error. Too many requests count down. */
export function ErrorBanner({ error, onDismiss, onRetry }: ErrorBannerProps) {
  const seconds = useCountdown(error);
  if (!error) return null;
  return (
    <Banner onDismiss={onDismiss}>
      {errorText(error)}
      {seconds > 0 && <span aria-live="off"> Try again in {seconds} s.</span>}
      {onRetry && seconds === 0 && (
        <button type="button" onClick={onRetry} className="ml-2 font-semibold underline underline-offset-2">
          Try again
        </button>
      )}
    </Banner>
  );
}
