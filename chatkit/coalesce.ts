// Fewer, longer deltas: models speak faster than a page has to be repainted, and each event costs its frame.
import type { AssistantMessageContentPartTextDelta, ThreadStreamEvent } from './protocol/events.ts';
import { systemTimer, type Timer } from './timer.ts';

type TextDelta = {
  type: 'thread.item.updated';
  item_id: string;
  update: AssistantMessageContentPartTextDelta;
};

type Step = IteratorResult<ThreadStreamEvent, undefined>;
type Reader = { resolve(step: Step): void; reject(error: unknown): void };

/**
 * Merges the text deltas of one part that come within `windowMs` of the last one sent; the first passes at
 * once, and any other event ends the gathering. Order and folded text stay what they were.
 */
export function coalesceDeltas(
  events: AsyncIterable<ThreadStreamEvent>,
  { windowMs = 20, timer = systemTimer }: { windowMs?: number; timer?: Timer } = {},
): AsyncIterableIterator<ThreadStreamEvent, undefined> {
  const source = events[Symbol.asyncIterator]();
  const gathering = new Gathering(source, windowMs, timer);
  return {
    next: () => gathering.next(),
    // Straight to the source: a generator would hear of it only after the event it waits for.
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Callbacks instead of a generator: a delta that is only gathered costs one promise. */
class Gathering {
  readonly #source: AsyncIterator<ThreadStreamEvent>;
  readonly #windowMs: number;
  readonly #timer: Timer;
  #reader: Reader | undefined;
  #reading = false;
  /** What has arrived and does not belong to what is gathered. */
  #arrived: Step | { error: unknown } | undefined;
  /** Waits for the end of the window, or for something else to arrive. */
  #gathered: TextDelta | undefined;
  /** The time after this delta was sent. */
  #window: { delta: TextDelta } | undefined;

  constructor(source: AsyncIterator<ThreadStreamEvent>, windowMs: number, timer: Timer) {
    this.#source = source;
    this.#windowMs = windowMs;
    this.#timer = timer;
  }

  next(): Promise<Step> {
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      if (this.#arrived) this.#handOver(this.#arrived);
      else this.#read();
    });
  }

  #read(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#source.next().then(this.#arrive, this.#fail);
  }

  readonly #arrive = (step: IteratorResult<ThreadStreamEvent>): void => {
    this.#reading = false;
    const gathered = this.#gathered;
    if (gathered && !step.done && isTextDelta(step.value) && samePart(gathered, step.value)) {
      this.#gathered = join(gathered, step.value);
      this.#read();
      return;
    }
    this.#arrived = step.done ? { done: true, value: undefined } : step;
    if (gathered) this.#send(gathered);
    else if (this.#reader) this.#handOver(this.#arrived);
  };

  readonly #fail = (error: unknown): void => {
    this.#reading = false;
    this.#arrived = { error };
    if (this.#gathered) this.#send(this.#gathered);
    else if (this.#reader) this.#handOver(this.#arrived);
  };

  /** Gives the reader what has arrived, or begins to gather with it. The end stays. */
  #handOver(arrived: Step | { error: unknown }): void {
    if ('error' in arrived) {
      this.#reader?.reject(arrived.error);
      this.#reader = undefined;
      return;
    }
    if (arrived.done) {
      this.#settle(arrived);
      return;
    }
    this.#arrived = undefined;
    const { value } = arrived;
    if (!isTextDelta(value)) {
      this.#window = undefined;
      this.#settle(arrived);
    } else if (this.#window && samePart(this.#window.delta, value)) this.#gathered = value;
    else this.#send(value);
    this.#read();
  }

  #send(delta: TextDelta): void {
    this.#gathered = undefined;
    const window = { delta };
    this.#window = window;
    this.#timer(this.#windowMs, () => {
      if (this.#window !== window) return;
      this.#window = undefined;
      if (this.#gathered) this.#send(this.#gathered);
    });
    this.#settle({ done: false, value: delta });
  }

  #settle(step: Step): void {
    this.#reader?.resolve(step);
    this.#reader = undefined;
  }
}

function isTextDelta(event: ThreadStreamEvent): event is TextDelta {
  return (
    event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta'
  );
}

function samePart(one: TextDelta, other: TextDelta): boolean {
  return one.item_id === other.item_id && one.update.content_index === other.update.content_index;
}

function join(one: TextDelta, other: TextDelta): TextDelta {
  return { ...one, update: { ...one.update, delta: one.update.delta + other.update.delta } };
}
