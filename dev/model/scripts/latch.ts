/** Something that happens once and can be waited for, before it happens and after. */
export class Latch {
  #isOpen = false;
  readonly #waiting = new Set<() => void>();

  open(): void {
    this.#isOpen = true;
    for (const resume of this.#waiting) resume();
    this.#waiting.clear();
  }

  /** Resolves to `false` when `signal` aborts first. */
  opened(signal: AbortSignal): Promise<boolean> {
    if (this.#isOpen || signal.aborted) return Promise.resolve(this.#isOpen);
    return new Promise((resolve) => {
      const resume = () => {
        this.#waiting.delete(resume);
        signal.removeEventListener('abort', resume);
        resolve(this.#isOpen);
      };
      this.#waiting.add(resume);
      signal.addEventListener('abort', resume, { once: true });
    });
  }
}
