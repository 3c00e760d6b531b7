import type { ThreadMetadata } from './protocol/thread.ts';
import { sameJson, sameThread } from './same-json.ts';

/** The thread in the hands of a responder, beside how it is stored. */
export class ThreadWatch {
  /** The responder's own; it may change it at any time. */
  readonly thread: ThreadMetadata;
  #saved: ThreadMetadata;

  constructor(stored: ThreadMetadata) {
    // JSON is all a thread is made of, and `structuredClone` costs more than both.
    const json = JSON.stringify(stored);
    this.thread = JSON.parse(json);
    this.#saved = JSON.parse(json);
  }

  /** The thread, as it is now, when it differs from what is stored. */
  changed(): ThreadMetadata | undefined {
    if (sameJson(this.thread, this.#saved)) return undefined;
    const now: ThreadMetadata = JSON.parse(JSON.stringify(this.thread));
    return this.isSaved(now) ? undefined : now;
  }

  /** The same at a glance, for each event of a turn. */
  changedNow(): ThreadMetadata | undefined {
    return sameThread(this.thread, this.#saved) ? undefined : this.changed();
  }

  isSaved(thread: ThreadMetadata): boolean {
    return sameJson(thread, this.#saved);
  }

  saved(thread: ThreadMetadata): void {
    this.#saved = thread;
  }
}
