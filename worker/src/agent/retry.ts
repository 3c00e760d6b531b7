import type { RetryPolicyContext } from '@openai/agents';

const TRANSIENT = new Set([408, 409]);
const LONGEST_RETRY_AFTER_MS = 2_000;
const DELAY_MS = { min: 300, max: 800 };

/**
 * Says whether one failed model call may be repeated: once, before any output of the turn and before any
 * tool ran, when the model is down (connection, 5xx, 408, 409) or busy for at most two seconds (429).
 */
export function modelRetryPolicy(turn: { started: () => boolean }) {
  return ({ normalized, attempt }: RetryPolicyContext) => {
    if (turn.started() || attempt > 1 || normalized.isAbort) return false;
    const delayMs = DELAY_MS.min + Math.random() * (DELAY_MS.max - DELAY_MS.min);
    const retry = { retry: true, delayMs, approveUnsafeReplay: true };
    const status = normalized.statusCode;
    if (status === undefined) return normalized.isNetworkError ? retry : false;
    if (status === 429) {
      const wait = normalized.retryAfterMs;
      return wait !== undefined && wait <= LONGEST_RETRY_AFTER_MS ? { ...retry, delayMs: wait } : false;
    }
    return status >= 500 || TRANSIENT.has(status) ? retry : false;
  };
}
