import type { AbortReason } from './stop.ts';

/** What waiting ends with when the turn was aborted meanwhile; `reason` is on the switch. */
export class TurnAborted extends Error {
  override readonly name = 'TurnAborted';
}

/** Aborts a turn once: tells the responder by its signal, and whoever waits by a rejection. */
export class AbortSwitch {
  readonly #controller = new AbortController();
  #reason: AbortReason | undefined;
  readonly #waiting = new Set<() => void>();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): AbortReason | undefined {
    return this.#reason;
  }

  abort(reason: AbortReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const wake of this.#waiting) wake();
    this.#controller.abort(new TurnAborted(reason));
  }

  /** The responder's work is over, however it ended. */
  finish(): void {
    this.#controller.abort(new TurnAborted('finished'));
  }

  /** Waits for the promise, at most until the abort. */
  async race<Value>(promise: Promise<Value>): Promise<Value> {
    if (this.#reason) throw new TurnAborted(this.#reason);
    let wake = () => {};
    try {
      return await new Promise<Value>((resolve, reject) => {
        wake = () => reject(new TurnAborted(this.#reason));
        this.#waiting.add(wake);
        promise.then(resolve, reject);
      });
    } finally {
      this.#waiting.delete(wake);
    }
  }
}
