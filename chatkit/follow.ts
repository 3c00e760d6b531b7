// From a responder's events to the store and to the client, one after the other.
import { TurnAborted } from './abort.ts';
import { deferred } from './deferred.ts';
import type { ResponderEvent } from './options.ts';
import { persist, snapshot } from './persist.ts';
import type { ThreadItemDoneEvent } from './protocol/events.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import type { TurnRun } from './run-turn.ts';
import { toWireThread } from './wire.ts';

/** A store with `commitTurn` saves a round trip when the last item waits this long for the turn's end. */
const HOLD_MS = 25;

type Upcoming = Promise<IteratorResult<ResponderEvent>>;

/** Stores and tells what the responder says, to its end or to the turn's abort. */
export async function follow<Context>(
  run: TurnRun<Context>,
  responder: AsyncIterator<ResponderEvent>,
): Promise<void> {
  const following = new Following(run, responder);
  const all = following.takeAll();
  try {
    await run.abort.race(all);
  } finally {
    // Whatever the responder still says or throws, its turn is over; what is being stored is stored first.
    all.catch(() => {});
    await following.taking?.catch(() => {});
    responder.return?.().catch(() => {});
  }
}

class Following<Context> {
  readonly #run: TurnRun<Context>;
  readonly #responder: AsyncIterator<ResponderEvent>;
  /** The event that is being stored and told. */
  taking: Promise<void> | undefined;

  constructor(run: TurnRun<Context>, responder: AsyncIterator<ResponderEvent>) {
    this.#run = run;
    this.#responder = responder;
  }

  /** Waits without regard to an abort, one promise for each event, and takes nothing after it. */
  async takeAll(): Promise<void> {
    const run = this.#run;
    const { commitTurn } = run.call.settings.store;
    let upcoming = this.#responder.next();
    try {
      for (;;) {
        const step = await upcoming;
        if (step.done || run.abort.reason) return;
        const event = snapshot(step.value);
        const changed = run.watch.changedNow();
        const holds = event.type === 'thread.item.done' && commitTurn;
        if (holds) upcoming = this.#responder.next();
        this.taking = holds ? this.#holdOrTake(event, changed, upcoming) : this.#take(event, changed);
        if (this.taking !== undefined) await this.taking;
        if (!holds) upcoming = this.#responder.next();
      }
    } finally {
      upcoming.catch(() => {});
    }
  }

  async #holdOrTake(
    event: ThreadItemDoneEvent,
    changed: ThreadMetadata | undefined,
    upcoming: Upcoming,
  ): Promise<void> {
    if (await this.#endsSoon(upcoming)) this.#run.held = event;
    else await this.#takeAndSave(event, changed);
  }

  async #endsSoon(upcoming: Upcoming): Promise<boolean> {
    const { call, abort } = this.#run;
    const late = deferred<boolean>();
    const cancel = call.settings.timer(HOLD_MS, () => late.resolve(false));
    const ended = upcoming.then(
      ({ done }) => done === true,
      () => true,
    );
    try {
      return await abort.race(Promise.race([ended, late.promise]));
    } catch (error) {
      if (error instanceof TurnAborted) return true;
      throw error;
    } finally {
      cancel();
    }
  }

  /** Updates are too many for a promise each: they return something only when it has to be waited for. */
  #take(event: ResponderEvent, changed: ThreadMetadata | undefined): Promise<void> | undefined {
    if (event.type !== 'thread.item.updated' || changed) return this.#takeAndSave(event, changed);
    this.#run.pending.update(event.item_id, event.update);
    return this.#run.tell(event);
  }

  async #takeAndSave(event: ResponderEvent, changed: ThreadMetadata | undefined): Promise<void> {
    const { call, watch } = this.#run;
    await persist(this.#run, event);
    await this.#run.tell(event);
    if (!changed || watch.isSaved(changed)) return;
    await call.settings.store.saveThread(changed, call.context);
    watch.saved(changed);
    await this.#run.tell({ type: 'thread.updated', thread: toWireThread(changed) });
  }
}
