// Fewer, longer deltas: models speak faster than a page has to be repainted, and each event costs its frame.
import { type Hearing, type Step, type Take, toHearing } from './hearing.ts';
import type { AssistantMessageContentPartTextDelta, ThreadStreamEvent } from './protocol/events.ts';
import { systemTimer, type Timer } from './timer.ts';

type TextDelta = {
  type: 'thread.item.updated';
  item_id: string;
  update: AssistantMessageContentPartTextDelta;
};

type Reader = { take: Take<ThreadStreamEvent>; fail(error: unknown): void };

/**
 * Merges the text deltas of one part that come within `windowMs` of the last one sent; the first passes at
 * once, and any other event ends the gathering. Order and folded text stay what they were.
 */
export function coalesceDeltas(
  events: AsyncIterable<ThreadStreamEvent>,
  { windowMs = 20, timer = systemTimer }: { windowMs?: number; timer?: Timer } = {},
): AsyncIterableIterator<ThreadStreamEvent, undefined> {
  const source = toHearing(events);
  const gathering = new Gathering(source, windowMs, timer);
  const coalesced: AsyncIterableIterator<ThreadStreamEvent, undefined> & Hearing<ThreadStreamEvent> = {
    next: () => new Promise((take, fail) => gathering.hear(take, fail)),
    hear: (take, fail) => gathering.hear(take, fail),
    // Straight to the source: a generator would hear of it only after the event it waits for.
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return coalesced;
}

/** Callbacks instead of a generator: a delta that is only gathered costs no promise. */
class Gathering {
  readonly #source: Hearing<ThreadStreamEvent>;
  readonly #windowMs: number;
  readonly #timer: Timer;
  #reader: Reader | undefined;
  #reading = false;
  /** What has arrived and does not belong to what is gathered. The end, or an error, stays. */
  #arrived: Step<ThreadStreamEvent> | { error: unknown } | undefined;
  /** Waits, with what came after it, for the end of the window, or for something else to arrive. */
  #gathered: TextDelta | undefined;
  #text = '';
  /** The time after this delta was sent. */
  #window: { delta: TextDelta } | undefined;

  constructor(source: Hearing<ThreadStreamEvent>, windowMs: number, timer: Timer) {
    this.#source = source;
    this.#windowMs = windowMs;
    this.#timer = timer;
  }

  hear(take: Reader['take'], fail: Reader['fail']): void {
    this.#reader = { take, fail };
    if (this.#arrived) this.#handOver(this.#arrived);
    this.#read();
  }

  /** Reads on, one event ahead of the reader and as many as can be gathered. */
  #read(): void {
    while (!this.#reading && !this.#arrived) {
      const step = this.#source.poll?.();
      if (!step) {
        this.#reading = true;
        this.#source.hear(this.#hear, this.#fail);
        return;
      }
      this.#arrive(step);
    }
  }

  readonly #hear = (step: Step<ThreadStreamEvent>): void => {
    this.#reading = false;
    this.#arrive(step);
    this.#read();
  };

  readonly #fail = (error: unknown): void => {
    this.#reading = false;
    this.#put({ error });
  };

  #arrive(step: Step<ThreadStreamEvent>): void {
    const gathered = this.#gathered;
    if (gathered && !step.done && isTextDelta(step.value) && samePart(gathered, step.value)) {
      this.#text += step.value.update.delta;
    } else this.#put(step);
  }

  #put(arrived: Step<ThreadStreamEvent> | { error: unknown }): void {
    this.#arrived = arrived;
    if (this.#gathered) this.#sendGathered(this.#gathered);
    else if (this.#reader) this.#handOver(arrived);
  }

  /** Gives the reader what has arrived, or begins to gather with it. */
  #handOver(arrived: Step<ThreadStreamEvent> | { error: unknown }): void {
    if ('error' in arrived) {
      const { fail } = this.#reader ?? {};
      this.#reader = undefined;
      fail?.(arrived.error);
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
    } else if (this.#window && samePart(this.#window.delta, value)) {
      this.#gathered = value;
      this.#text = value.update.delta;
    } else this.#send(value);
  }

  #sendGathered(first: TextDelta): void {
    this.#gathered = undefined;
    this.#send({ ...first, update: { ...first.update, delta: this.#text } });
  }

  #send(delta: TextDelta): void {
    const window = { delta };
    this.#window = window;
    this.#timer(this.#windowMs, () => {
      if (this.#window !== window) return;
      this.#window = undefined;
      if (this.#gathered) this.#sendGathered(this.#gathered);
    });
    this.#settle({ done: false, value: delta });
  }

  #settle(step: Step<ThreadStreamEvent>): void {
    const { take } = this.#reader ?? {};
    this.#reader = undefined;
    take?.(step);
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
