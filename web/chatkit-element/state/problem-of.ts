import type { ChatKitError } from '../client/chatkit-error.ts';
import type { Problem } from './chat-state.ts';

/** What becomes of the message that could not be sent. */
export type Verdict = {
  problem: Problem;
  /** `removed`: its text goes back to the composer. `unsent`: it stays and says so. */
  bubble: 'removed' | 'kept' | 'unsent';
};

type Rule = (error: ChatKitError, now: number) => Verdict;

const back = (problem: Omit<Problem, 'retry'>): Verdict => ({
  problem: { ...problem, retry: null },
  bubble: 'removed',
});
const again = (kind: Problem['kind'], bubble: Verdict['bubble'] = 'unsent'): Verdict => ({
  problem: { kind, retry: 'turn' },
  bubble,
});

const LIMIT_WAIT_SECONDS = 10;

const byStatus: Record<number, Rule> = {
  401: () => back({ kind: 'session' }),
  403: () => back({ kind: 'forbidden' }),
  404: () => back({ kind: 'gone', newChat: true }),
  409: ({ reason, detail }) => {
    if (reason === 'thread_locked') return back({ kind: 'locked', detail, newChat: true });
    return back(reason === 'turn_in_progress' ? { kind: 'busy' } : { kind: 'rejected', detail });
  },
  413: () => back({ kind: 'too_large' }),
  429: ({ retryAfterSeconds = LIMIT_WAIT_SECONDS }, now) => ({
    problem: { kind: 'limited', retry: 'turn', readyAt: now + retryAfterSeconds * 1000 },
    bubble: 'kept',
  }),
  503: () => again('unavailable'),
  504: () => again('timeout'),
};

/** What a turn that failed shows, and what happens to the user's message. */
export function problemOfTurn(error: ChatKitError, now: number): Verdict {
  if (error.code === 'network') return again('network');
  if (error.code === 'stream.cut') return again('failed', 'kept');
  const status = error.status ?? 500;
  const rule = byStatus[status];
  if (rule) return rule(error, now);
  return status < 500 ? back({ kind: 'rejected', detail: error.detail }) : again('failed');
}

/** What a thread that could not be loaded shows. */
export function problemOfLoad(error: ChatKitError): Problem {
  if (error.code === 'network') return { kind: 'network', retry: 'load' };
  if (error.status === 401) return { kind: 'session', retry: null };
  if (error.status === 403) return { kind: 'forbidden', retry: null };
  if (error.status === 404) return { kind: 'gone', retry: null };
  if (error.status === 503) return { kind: 'unavailable', retry: 'load' };
  return { kind: 'failed', retry: 'load' };
}
