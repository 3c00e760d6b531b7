import { type Deferred, deferred } from './deferred.ts';
import type { Step, Take } from './hearing.ts';

/** How far a turn may run ahead of a slow reader. */
const ROOM = 64;

/**
 * What a turn says and one reader hears. `push` returns a promise only when the reader is `ROOM` events
 * behind, for then it has to be waited for; `unbound` ends the waiting for good, `detach` also drops
 * everything, said or still to be said.
 */
export class EventQueue<Event> {
  #events: Event[] = [];
  /** Reads that are ahead of the events; while there are any, the queue is empty. */
  #waiting: Take<Event>[] = [];
  #closed = false;
  #detached = false;
  #bounded = true;
  #room: Deferred<void> | undefined;
  readonly #wanting = deferred();
  #wanted = false;

  push(event: Event): Promise<void> | undefined {
    if (this.#detached) return undefined;
    const take = this.#waiting.shift();
    if (take) {
      take({ done: false, value: event });
      return undefined;
    }
    this.#events.push(event);
    if (!this.#bounded || this.#events.length < ROOM) return undefined;
    this.#room ??= deferred();
    return this.#room.promise;
  }

  /** What can be heard at once, if anything. */
  poll(): Step<Event> | undefined {
    const event = this.#events.shift();
    if (event === undefined) return this.#closed ? { done: true, value: undefined } : undefined;
    if (this.#room && this.#events.length < ROOM) this.#wakeWriter();
    return { done: false, value: event };
  }

  /** Calls at once, or when there is something to hear. */
  hear(take: Take<Event>): void {
    const step = this.poll();
    if (step) {
      take(step);
      return;
    }
    this.#waiting.push(take);
    this.want();
  }

  next(): Promise<Step<Event>> {
    return new Promise((take) => this.hear(take));
  }

  /** When the reader has heard everything and asks for more, or `want` says so for it, or it need not be waited for. */
  wanted(): Promise<void> {
    return this.#wanting.promise;
  }

  want(): void {
    if (this.#wanted) return; // resolving once more has its price, for each event
    this.#wanted = true;
    this.#wanting.resolve();
  }

  unbound(): void {
    this.#bounded = false;
    this.#wakeWriter();
    this.want();
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
    for (const take of this.#waiting.splice(0)) take({ done: true, value: undefined });
  }

  #wakeWriter(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
