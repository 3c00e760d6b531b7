// Rate limits by the platform's bindings: counted per location and only roughly, so they bound load, not money.
import { AppError } from '#core/errors.ts';
import type { Config } from '../env.ts';

type Rule = {
  limiter: keyof Config['limiters'];
  periodSeconds: 10 | 60;
  by: 'address' | 'user';
  prefix?: string;
};

/** What is counted, by whom; the numbers stand in wrangler.toml. */
const RULES = {
  address: { limiter: 'address', periodSeconds: 60, by: 'address' },
  signUp: { limiter: 'signUp', periodSeconds: 60, by: 'address' },
  signIn: { limiter: 'signIn', periodSeconds: 60, by: 'address' },
  /** All sign-ins of a location together: bounds what hashing costs. */
  signInAll: { limiter: 'signInAll', periodSeconds: 60, by: 'address' },
  session: { limiter: 'session', periodSeconds: 60, by: 'address' },
  read: { limiter: 'read', periodSeconds: 60, by: 'user' },
  write: { limiter: 'write', periodSeconds: 60, by: 'user' },
  /** The number of `write`, counted apart. */
  me: { limiter: 'write', periodSeconds: 60, by: 'user', prefix: 'me ' },
  chat: { limiter: 'chat', periodSeconds: 60, by: 'user' },
  chatBurst: { limiter: 'chatBurst', periodSeconds: 10, by: 'user' },
  chatkit: { limiter: 'chatkit', periodSeconds: 60, by: 'user' },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof RULES;

/** Counts one use. @throws AppError `rate_limited` with the period as the time to wait: the true rest is unknown. */
export type RateLimits = (name: LimitName, key: string) => Promise<void>;

/** A binding's number is fixed, so `relaxed` deals the uses of one key out to this many keys in turn. */
const RELAXED_SHARES = 100;

export function createRateLimits({ limiters, relaxed }: Pick<Config, 'limiters' | 'relaxed'>): RateLimits {
  let turn = 0;
  return async (name, key) => {
    const rule: Rule = RULES[name];
    const share = relaxed && rule.by === 'address' ? ` #${turn++ % RELAXED_SHARES}` : '';
    const { success } = await limiters[rule.limiter].limit({ key: `${rule.prefix ?? ''}${key}${share}` });
    if (!success) {
      const retryAfterSeconds = rule.periodSeconds;
      throw new AppError('rate_limited', 'Rate limit exceeded', { retryAfterSeconds });
    }
  };
}
