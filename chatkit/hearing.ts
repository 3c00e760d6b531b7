// Events by callback: an async iterator without a promise for each event, for the way from the turn to its bytes.
export type Step<Event> = IteratorResult<Event, undefined>;
export type Take<Event> = (step: Step<Event>) => void;

export type Hearing<Event> = {
  /** What can be heard at once, if anything. */
  poll?(): Step<Event> | undefined;
  /** Calls one of the two once: at once, or when there is something to hear. */
  hear(take: Take<Event>, fail: (error: unknown) => void): void;
  /** The hearer leaves. */
  return?(): Promise<unknown>;
};

/** The iterable itself when it can be heard, as a turn's events can; else its iterator, by its promises. */
export function toHearing<Event>(events: AsyncIterable<Event>): Hearing<Event> {
  if (canBeHeard(events)) return events;
  const iterator = events[Symbol.asyncIterator]();
  const hearing: Hearing<Event> = {
    hear(take, fail) {
      const next = async () => iterator.next();
      void next().then((step) => take(step.done ? { done: true, value: undefined } : step), fail);
    },
  };
  if (iterator.return) hearing.return = () => iterator.return?.() ?? Promise.resolve();
  return hearing;
}

function canBeHeard<Event>(events: AsyncIterable<Event>): events is AsyncIterable<Event> & Hearing<Event> {
  return 'hear' in events && typeof events.hear === 'function';
}
