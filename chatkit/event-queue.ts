import { type Deferred, deferred } from './deferred.ts';

/** How far a turn may run ahead of a slow reader. */
const ROOM = 64;

type Step<Event> = IteratorResult<Event, undefined>;

/**
 * What a turn says and one reader hears. `push` returns a promise only when the reader is `ROOM` events
 * behind, for then it has to be waited for; `unbound` ends the waiting for good, `detach` also drops
 * everything, said or still to be said.
 */
export class EventQueue<Event> {
  #events: Event[] = [];
  /** Reads that are ahead of the events; while there are any, the queue is empty. */
  #waiting: ((step: Step<Event>) => void)[] = [];
  #closed = false;
  #detached = false;
  #bounded = true;
  #room: Deferred<void> | undefined;

  push(event: Event): Promise<void> | undefined {
    if (this.#detached) return undefined;
    const hear = this.#waiting.shift();
    if (hear) {
      hear({ done: false, value: event });
      return undefined;
    }
    this.#events.push(event);
    if (!this.#bounded || this.#events.length < ROOM) return undefined;
    this.#room ??= deferred();
    return this.#room.promise;
  }

  next(): Promise<Step<Event>> {
    const event = this.#events.shift();
    if (event !== undefined) {
      if (this.#events.length < ROOM) this.#wakeWriter();
      return Promise.resolve({ done: false, value: event });
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((hear) => this.#waiting.push(hear));
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
    for (const hear of this.#waiting.splice(0)) hear({ done: true, value: undefined });
  }

  #wakeWriter(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
