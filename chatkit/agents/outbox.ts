import { type Deferred, deferred } from '../deferred.ts';

/** What was said and not heard yet, in order. One reader waits at a time; after `close` nothing is taken in. */
export class Outbox<Event> {
  #events: Event[] = [];
  #closed = false;
  #reader: Deferred<void> | undefined;

  push(event: Event): void {
    if (this.#closed) return;
    this.#events.push(event);
    this.wake();
  }

  shift(): Event | undefined {
    return this.#events.shift();
  }

  /** Resolves at the next `push` or `wake`; at once when there is something to hear. */
  async wait(): Promise<void> {
    if (this.#events.length > 0) return;
    this.#reader ??= deferred();
    await this.#reader.promise;
  }

  wake(): void {
    this.#reader?.resolve();
    this.#reader = undefined;
  }

  /** Drops what nobody has heard. */
  close(): void {
    this.#closed = true;
    this.#events = [];
    this.wake();
  }
}
