import { createHttp } from '../http.ts';
import { Session, type TabMessage } from '../session/session.ts';
import type { FakeApi } from './fake-api.ts';

/** One browser with any number of tabs: they share a lock, a channel and a memory, as real ones do. */
export class FakeBrowser {
  readonly memory = new Map<string, string>();
  readonly #tabs: ((message: TabMessage) => void)[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  openTab(api: FakeApi): Session {
    const own = this.#tabs.length;
    return new Session({
      http: createHttp(api.fetch, ''),
      exclusive: <T>(work: () => Promise<T>) => this.#inLine(work),
      tabs: {
        post: (message) => this.#tabs.forEach((hear, tab) => void (tab === own || hear(message))),
        listen: (hear) => void this.#tabs.push(hear),
      },
      memory: {
        getItem: (key) => this.memory.get(key) ?? null,
        setItem: (key, value) => void this.memory.set(key, value),
        removeItem: (key) => void this.memory.delete(key),
      },
      now: Date.now,
    });
  }

  #inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
