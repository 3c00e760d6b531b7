import { type Deferred, deferred } from './deferred.ts';

/** How far a turn may run ahead of a slow reader. */
const ROOM = 64;

/**
 * What a turn says and one reader hears. `push` waits while the reader is `ROOM` events behind; `unbound`
 * ends the waiting for good, `detach` also drops everything, said or still to be said.
 */
export class EventQueue<Event> {
  #events: Event[] = [];
  #closed = false;
  #detached = false;
  #bounded = true;
  #reader: Deferred<void> | undefined;
  #room: Deferred<void> | undefined;

  async push(event: Event): Promise<void> {
    if (this.#detached) return;
    this.#events.push(event);
    this.#wakeReader();
    if (!this.#bounded || this.#events.length < ROOM) return;
    this.#room ??= deferred();
    await this.#room.promise;
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) {
        if (this.#events.length < ROOM) this.#wakeWriter();
        return { done: false, value: event };
      }
      if (this.#closed) return { done: true, value: undefined };
      this.#reader ??= deferred();
      await this.#reader.promise;
    }
  }

  unbound(): void {
    this.#bounded = false;
    this.#wakeWriter();
  }

  detach(): void {
    this.#detached = true;
    this.#events = [];
    this.unbound();
    this.close();
  }

  /** The reader ends after what is still in the queue. */
  close(): void {
    this.#closed = true;
    this.#wakeReader();
  }

  #wakeReader(): void {
    this.#reader?.resolve();
    this.#reader = undefined;
  }

  #wakeWriter(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
