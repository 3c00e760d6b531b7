// The turn engine. A turn runs by itself, whether or not somebody listens; storing follows its events, and
// nothing is told as done that is not stored.
import { AbortSwitch } from './abort.ts';
import { act } from './actions.ts';
import type { BegunTurn } from './begin-turn.ts';
import type { Call } from './call.ts';
import { deferred } from './deferred.ts';
import { endTurn } from './end-turn.ts';
import { EventQueue } from './event-queue.ts';
import { follow } from './follow.ts';
import type { ItemKind } from './ids.ts';
import type { ResponderEvent, Turn } from './options.ts';
import { PendingItems } from './pending.ts';
import type { ThreadItemDoneEvent, ThreadStreamEvent } from './protocol/events.ts';
import { type AbortReason, pollForStop } from './stop.ts';
import type { StoredItem } from './store.ts';
import { ThreadWatch } from './thread-watch.ts';
import { systemTimer } from './timer.ts';
import { createWireFilter } from './wire.ts';

export class TurnRun<Context> {
  readonly call: Call<Context>;
  readonly begun: BegunTurn;
  readonly events = new EventQueue<ThreadStreamEvent>();
  readonly pending = new PendingItems();
  /** What the store has of this turn, by item id. */
  readonly stored = new Map<string, StoredItem>();
  readonly abort = new AbortSwitch();
  /** The last item, done but not stored: it goes with the commit. */
  held: ThreadItemDoneEvent | undefined;
  #watch: ThreadWatch | undefined;
  #over = false;
  #connected = true;
  #stopPolling = () => {};
  readonly #ending = deferred<AbortReason>();
  readonly #toWire = createWireFilter();

  constructor(call: Call<Context>, begun: BegunTurn) {
    this.call = call;
    this.begun = begun;
  }

  /** Made when it is first needed, which is after the client has heard the opening. */
  get watch(): ThreadWatch {
    this.#watch ??= new ThreadWatch(this.begun.thread);
    return this.#watch;
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
      this.#open();
      await this.#opened();
      await follow(this, this.#respond()[Symbol.asyncIterator]());
      return undefined;
    } catch (error) {
      this.abort.finish();
      return { error };
    } finally {
      this.#over = true;
      this.events.unbound();
    }
  }

  /** There is always room for this much: nothing has been said before. */
  #open(): void {
    const { settings, context } = this.call;
    for (const event of this.begun.opening) void this.tell(event);
    const stream_options = settings.streamOptions
      ? settings.streamOptions(this.watch.thread, context)
      : { allow_cancel: true };
    void this.tell({ type: 'stream_options', stream_options });
    for (const event of this.begun.following) void this.tell(event);
  }

  /** The first bytes are worth more than the responder's first step. A turn nobody reads begins by itself. */
  async #opened(): Promise<void> {
    const cancel = systemTimer(0, () => this.events.want());
    await this.events.wanted();
    cancel();
  }

  #respond(): AsyncIterable<ResponderEvent> {
    const { actions, respond } = this.call.settings;
    const { action } = this.begun;
    return action ? act(actions, { ...this.#turn(), ...action }) : respond(this.#turn());
  }

  #turn(): Turn<Context> {
    const { turnId, input, history, metadata } = this.begun;
    const { context } = this.call;
    const { thread } = this.watch;
    const newItem = (kind: ItemKind) => this.newItem(kind);
    return { turnId, thread, input, history, context, metadata, signal: this.abort.signal, newItem };
  }
}
