import { ChatKitError, CustomStreamError, StreamError } from './errors.ts';
import type { ErrorEvent } from './protocol/events.ts';

/** The one event an error becomes. Only texts that were written for the client reach it. */
export function errorEvent(error: unknown): ErrorEvent {
  if (error instanceof CustomStreamError) return custom(error.message, error.allowRetry);
  if (error instanceof ChatKitError)
    return custom(error.message, error.status === 429 || error.status >= 500);
  const { code, allowRetry } = error instanceof StreamError ? error : new StreamError('stream.error');
  return { type: 'error', code, allow_retry: allowRetry };
}

/** Whether somebody wrote this error for the client; the others belong in the log. */
export function isForeseen(error: unknown): boolean {
  return [StreamError, CustomStreamError, ChatKitError].some((kind) => error instanceof kind);
}

function custom(message: string, allow_retry: boolean): ErrorEvent {
  return { type: 'error', code: 'custom', message, allow_retry };
}
