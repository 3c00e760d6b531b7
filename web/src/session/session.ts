// Who is signed in, in this tab and together with the others. The access token lives here, in memory
// only; the refresh token is a cookie that no script can read. Knows no React.
import { ApiError, type Http } from '../http.ts';

export type User = { id: string; email: string };
export type Credentials = { email: string; password: string };

/** `left`: somebody signed out. `refused`: the server ended the session. */
export type SessionEnd = 'left' | 'refused';

export type SessionState =
  | { status: 'starting'; unreachable: boolean }
  | { status: 'signed-in'; user: User; unreachable: boolean }
  | { status: 'signed-out'; end: SessionEnd | null };

/** A token with whom it is for and when it ends (ms since 1970, by this machine's clock). */
type Grant = { token: string; user: User; endsAt: number };
type TokenAnswer = { access_token: string; expires_in: number; user: User };
export type TabMessage = { kind: 'grant'; grant: Grant } | { kind: 'end'; end: SessionEnd };

/** What the session needs from the browser. */
export type SessionPorts = {
  http: Http;
  /** Runs one `work` at a time over all tabs of this browser. */
  exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  tabs: { post(message: TabMessage): void; listen(hear: (message: TabMessage) => void): void };
  /** Remembers over reloads that a cookie is worth a try, or that a sign-out has yet to reach the server. */
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  now: () => number;
};

const REFRESH_BEFORE_MS = 60_000;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const;
const MEMORY_KEY = 'session';

export class Session {
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<() => void>();
  readonly #endListeners = new Set<(user: User | null, end: SessionEnd) => void>();
  #state: SessionState = { status: 'starting', unreachable: false };
  #grant: Grant | null = null;
  /** Counts sessions, so that an answer meant for an earlier one is dropped. */
  #era = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    ports.tabs.listen((message) => {
      if (message.kind === 'grant') this.#adopt(message.grant);
      else if (this.#state.status !== 'signed-out') this.#finish(message.end);
    });
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of each end of a session, also of one ended in another tab. */
  onEnd(listener: (user: User | null, end: SessionEnd) => void): void {
    this.#endListeners.add(listener);
  }

  /** Finds out whether a session exists; with `quiet`, asks the server only if there was one before. */
  async start({ quiet }: { quiet: boolean }): Promise<void> {
    const known = this.#ports.memory.getItem(MEMORY_KEY);
    if (known === 'leaving') {
      this.#finish(null);
      await this.#revoke();
    } else if (known === null && quiet) {
      this.#finish(null);
    } else {
      await this.renew().catch(() => undefined); // the state already tells what came of it
    }
  }

  /** Tries again at once what failed for want of a connection. */
  retryNow(): void {
    if (this.#state.status !== 'signed-out' && this.#state.unreachable) this.#refreshIn(0);
  }

  signIn(credentials: Credentials): Promise<void> {
    return this.#enter('/api/auth/login', credentials);
  }

  signUp(credentials: Credentials): Promise<void> {
    return this.#enter('/api/auth/signup', credentials);
  }

  async signOut(): Promise<void> {
    this.#endEverywhere('left');
    await this.#revoke();
  }

  /** The API refuses even a fresh token: the account is gone or closed. */
  refuse(): void {
    this.#endEverywhere('refused');
  }

  /** The access token to use now. Rejects with ApiError 401 when nobody is signed in. */
  async token(): Promise<string> {
    if (!this.#grant) throw new ApiError(401, 'not_authenticated');
    return this.#grant.endsAt > this.#ports.now() ? this.#grant.token : this.renew(this.#grant.token);
  }

  /**
   * A token other than `rejected`: one that another tab or call has fetched meanwhile, else a new one.
   * Rejects with the server's answer; a 401 has then ended the session.
   */
  async renew(rejected?: string): Promise<string> {
    const era = this.#era;
    return this.#ports.exclusive(async () => {
      this.#holdTo(era);
      if (this.#grant && this.#grant.token !== rejected) return this.#grant.token;
      try {
        const answer = await this.#post<TokenAnswer>('/api/auth/refresh', {});
        this.#holdTo(era);
        return this.#accept(answer);
      } catch (error) {
        if (era === this.#era) this.#judge(error);
        throw error;
      }
    });
  }

  #holdTo(era: number): void {
    if (era !== this.#era) throw new ApiError(401, 'not_authenticated');
  }

  #judge(error: unknown): void {
    if (error instanceof ApiError && error.status === 401) this.#endEverywhere('refused');
    else this.#postpone(error);
  }

  /** No answer is no refusal: the session stays, and is tried again later. */
  #postpone(error: unknown): void {
    if (this.#state.status === 'signed-out') return;
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 0;
    const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    this.#failures += 1;
    this.#refreshIn(Math.max(wait, asked));
    this.#show({ ...this.#state, unreachable: true });
  }

  async #enter(path: string, credentials: Credentials): Promise<void> {
    await this.#ports.exclusive(async () => this.#accept(await this.#post<TokenAnswer>(path, credentials)));
  }

  /** Ends the session on the server; remembered and repeated at the next start if that cannot be reached. */
  async #revoke(): Promise<void> {
    const { memory, exclusive } = this.#ports;
    memory.setItem(MEMORY_KEY, 'leaving');
    try {
      await exclusive(() => this.#post('/api/auth/logout', {}));
    } catch {
      return; // the note stays, and is what the next start goes by
    }
    if (memory.getItem(MEMORY_KEY) === 'leaving') memory.removeItem(MEMORY_KEY);
  }

  #accept(answer: TokenAnswer): string {
    const { id, email } = answer.user;
    const endsAt = this.#ports.now() + answer.expires_in * 1000;
    const grant: Grant = { token: answer.access_token, user: { id, email }, endsAt };
    this.#adopt(grant);
    this.#ports.tabs.post({ kind: 'grant', grant });
    return grant.token;
  }

  /** Takes a token, ours or another tab's; a different user's ends the session shown so far. */
  #adopt(grant: Grant): void {
    if (this.#grant && this.#grant.user.id !== grant.user.id) this.#finish('left');
    this.#grant = grant;
    this.#failures = 0;
    this.#ports.memory.setItem(MEMORY_KEY, 'open');
    this.#refreshIn(grant.endsAt - this.#ports.now() - REFRESH_BEFORE_MS);
    this.#show({ status: 'signed-in', user: grant.user, unreachable: false });
  }

  #endEverywhere(end: SessionEnd): void {
    if (this.#state.status === 'signed-out') return;
    const hadUser = this.#grant !== null;
    this.#finish(hadUser ? end : null);
    if (hadUser) this.#ports.tabs.post({ kind: 'end', end });
  }

  #finish(end: SessionEnd | null): void {
    const user = this.#grant?.user ?? null;
    const { memory } = this.#ports;
    this.#era += 1;
    this.#grant = null;
    clearTimeout(this.#timer);
    if (memory.getItem(MEMORY_KEY) === 'open') memory.removeItem(MEMORY_KEY);
    if (end) for (const listener of this.#endListeners) listener(user, end);
    this.#show({ status: 'signed-out', end });
  }

  #refreshIn(delayMs: number): void {
    clearTimeout(this.#timer);
    const refresh = () => void this.renew(this.#grant?.token).catch(() => undefined);
    this.#timer = setTimeout(refresh, Math.max(0, delayMs));
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#ports.http<T>({ method: 'POST', path, body, withCookie: true });
  }

  #show(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
