// The turn engine. A turn runs by itself, whether or not somebody listens; storing follows its events, and
// nothing is told as done that is not stored.
import { AbortSwitch, TurnAborted } from './abort.ts';
import { act } from './actions.ts';
import type { BegunTurn } from './begin-turn.ts';
import type { Call } from './call.ts';
import { deferred } from './deferred.ts';
import { endTurn } from './end-turn.ts';
import { EventQueue } from './event-queue.ts';
import type { ItemKind } from './ids.ts';
import type { ResponderEvent, Turn } from './options.ts';
import { PendingItems } from './pending.ts';
import { persist, snapshot } from './persist.ts';
import type { ThreadItemDoneEvent, ThreadStreamEvent } from './protocol/events.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import { sameJson, sameThread } from './same-json.ts';
import { type AbortReason, pollForStop } from './stop.ts';
import type { StoredItem } from './store.ts';
import { createWireFilter, toWireThread } from './wire.ts';

/** A store with `commitTurn` saves a round trip when the last item waits this long for the turn's end. */
const HOLD_MS = 25;

export class TurnRun<Context> {
  readonly call: Call<Context>;
  readonly begun: BegunTurn;
  /** The responder's own; it may change it at any time. */
  readonly thread: ThreadMetadata;
  readonly events = new EventQueue<ThreadStreamEvent>();
  readonly pending = new PendingItems();
  /** What the store has of this turn, by item id. */
  readonly stored = new Map<string, StoredItem>();
  readonly abort = new AbortSwitch();
  /** The last item, done but not stored: it goes with the commit. */
  held: ThreadItemDoneEvent | undefined;
  #savedThread: ThreadMetadata;
  #over = false;
  #connected = true;
  #stopPolling = () => {};
  /** The event that is being stored and told. */
  #taking: Promise<void> | undefined;
  readonly #ending = deferred<AbortReason>();
  readonly #toWire = createWireFilter();

  constructor(call: Call<Context>, begun: BegunTurn) {
    this.call = call;
    this.begun = begun;
    this.thread = structuredClone(begun.thread);
    this.#savedThread = JSON.parse(JSON.stringify(this.thread));
  }

  /** May be called from another request; the turn aborts in its own, where its sockets live. */
  readonly end = (reason: AbortReason): void => this.#ending.resolve(reason);

  /** Resolves when everything is stored and told. Never rejects. */
  async run(): Promise<void> {
    const { settings, running } = this.call;
    void this.#ending.promise.then((reason) => this.#abortWith(reason));
    const cancelLimit = settings.timer(settings.timeoutMs, () => this.#abortWith('timed_out'));
    try {
      await endTurn(this, await this.#answer());
    } catch (error) {
      settings.log('A turn could not be ended', { turnId: this.begun.turnId, error });
    } finally {
      cancelLimit();
      this.#stopPolling();
      running.remove(this.begun.turnId);
      this.begun.release();
      this.events.close();
    }
  }

  /** The reader is gone: what that means for the turn is `onDisconnect`. */
  disconnect(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.events.detach();
    if (this.#over) return;
    if (this.call.settings.onDisconnect === 'cancel') {
      this.#abortWith('disconnected');
      return;
    }
    const { turnId, thread } = this.begun;
    this.#stopPolling = pollForStop(this.call, { turnId, threadId: thread.id, end: this.end });
  }

  /** Tells the client, unless it is none of its business. Returns something only when it has to be waited for. */
  tell(event: ThreadStreamEvent): Promise<void> | undefined {
    const outgoing = this.#toWire(event);
    return outgoing && this.events.push(outgoing);
  }

  /** The thread, as it is now, when it differs from what is stored. */
  changedThread(): ThreadMetadata | undefined {
    if (sameJson(this.thread, this.#savedThread)) return undefined;
    const now: ThreadMetadata = JSON.parse(JSON.stringify(this.thread));
    return sameJson(now, this.#savedThread) ? undefined : now;
  }

  newItem(kind: ItemKind) {
    const { settings, context } = this.call;
    return {
      id: settings.ids.item(kind, this.begun.thread.id, context),
      thread_id: this.begun.thread.id,
      created_at: settings.now().toISOString(),
    };
  }

  #abortWith(reason: AbortReason): void {
    if (this.#over) return;
    this.events.unbound();
    this.abort.abort(reason);
  }

  /** Runs the responder to its end and returns what stopped it before, if anything did. */
  async #answer(): Promise<{ error: unknown } | undefined> {
    try {
      const { settings, context } = this.call;
      for (const event of this.begun.opening) await this.tell(event);
      const stream_options = settings.streamOptions?.(this.thread, context) ?? { allow_cancel: true };
      await this.tell({ type: 'stream_options', stream_options });
      for (const event of this.begun.following) await this.tell(event);
      await this.#follow(this.#respond()[Symbol.asyncIterator]());
      return undefined;
    } catch (error) {
      this.abort.finish();
      return { error };
    } finally {
      this.#over = true;
      this.events.unbound();
    }
  }

  #respond(): AsyncIterable<ResponderEvent> {
    const { actions, respond } = this.call.settings;
    const { action } = this.begun;
    return action ? act(actions, { ...this.#turn(), ...action }) : respond(this.#turn());
  }

  #turn(): Turn<Context> {
    const { turnId, input, history, metadata } = this.begun;
    const { context } = this.call;
    const newItem = (kind: ItemKind) => this.newItem(kind);
    return {
      turnId,
      thread: this.thread,
      input,
      history,
      context,
      metadata,
      signal: this.abort.signal,
      newItem,
    };
  }

  async #follow(responder: AsyncIterator<ResponderEvent>): Promise<void> {
    const all = this.#takeAll(responder);
    try {
      await this.abort.race(all);
    } finally {
      // Whatever the responder still says or throws, its turn is over; what is being stored is stored first.
      all.catch(() => {});
      await this.#taking?.catch(() => {});
      responder.return?.().catch(() => {});
    }
  }

  /** Waits without regard to an abort, one promise for each event, and takes nothing after it. */
  async #takeAll(responder: AsyncIterator<ResponderEvent>): Promise<void> {
    let upcoming = responder.next();
    try {
      for (;;) {
        const step = await upcoming;
        if (step.done || this.abort.reason) return;
        const event = snapshot(step.value);
        const changed = sameThread(this.thread, this.#savedThread) ? undefined : this.changedThread();
        const holds = event.type === 'thread.item.done' && this.call.settings.store.commitTurn;
        if (holds) upcoming = responder.next();
        this.#taking = holds ? this.#holdOrTake(event, changed, upcoming) : this.#take(event, changed);
        if (this.#taking !== undefined) await this.#taking;
        if (!holds) upcoming = responder.next();
      }
    } finally {
      upcoming.catch(() => {});
    }
  }

  async #holdOrTake(
    event: ThreadItemDoneEvent,
    changed: ThreadMetadata | undefined,
    upcoming: Promise<IteratorResult<ResponderEvent>>,
  ): Promise<void> {
    if (await this.#endsSoon(upcoming)) this.held = event;
    else await this.#takeAndSave(event, changed);
  }

  async #endsSoon(upcoming: Promise<IteratorResult<ResponderEvent>>): Promise<boolean> {
    const late = deferred<boolean>();
    const cancel = this.call.settings.timer(HOLD_MS, () => late.resolve(false));
    const ended = upcoming.then(
      ({ done }) => done === true,
      () => true,
    );
    try {
      return await this.abort.race(Promise.race([ended, late.promise]));
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
    this.pending.update(event.item_id, event.update);
    return this.tell(event);
  }

  async #takeAndSave(event: ResponderEvent, changed: ThreadMetadata | undefined): Promise<void> {
    await persist(this, event);
    await this.tell(event);
    if (!changed || sameJson(changed, this.#savedThread)) return;
    await this.call.settings.store.saveThread(changed, this.call.context);
    this.#savedThread = changed;
    await this.tell({ type: 'thread.updated', thread: toWireThread(changed) });
  }
}
