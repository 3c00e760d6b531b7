// What a failed request looks like to the user.
import { ApiError } from './http.ts';

const NO_CONNECTION = 'Connection lost. Please check your internet and try again.';
const UNKNOWN = 'Something went wrong. Please try again.';

/** One sentence for any failure: the server's own for what the user can mend, a fixed one for the rest. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return UNKNOWN;
  if (error.code === 'timeout') return 'The server took too long to answer. Please try again.';
  if (error.status === 0) return NO_CONNECTION;
  if (error.status === 401 && error.code !== 'invalid_credentials') {
    return 'Your session has expired. Please log in again.';
  }
  if (error.status === 429) return 'Too many requests. Please wait a moment.';
  if (error.status === 503) return 'The service is temporarily unavailable. Please try again later.';
  if (error.status >= 500) return UNKNOWN;
  return error.detail ?? UNKNOWN;
}
