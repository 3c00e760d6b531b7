import type { AbortReason } from './stop.ts';

/** What waiting ends with when the turn was aborted meanwhile; `reason` is on the switch. */
export class TurnAborted extends Error {
  override readonly name = 'TurnAborted';
}

/** Aborts a turn once: tells the responder by its signal, and whoever waits by a rejection. */
export class AbortSwitch {
  readonly #controller = new AbortController();
  #reason: AbortReason | undefined;
  #wake: (() => void) | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): AbortReason | undefined {
    return this.#reason;
  }

  abort(reason: AbortReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#wake?.();
    this.#controller.abort(new TurnAborted(reason));
  }

  /** The responder's work is over, however it ended. */
  finish(): void {
    this.#controller.abort(new TurnAborted('finished'));
  }

  /** Waits for the promise, at most until the abort. One waits at a time. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    // Once for each event of a turn: no promise more than the one that is returned.
    return new Promise((resolve, reject) => {
      if (this.#reason) reject(new TurnAborted(this.#reason));
      this.#wake = () => reject(new TurnAborted(this.#reason));
      promise.then(resolve, reject);
    });
  }
}
