import type { RunStreamEvent } from '@openai/agents';
import type { ResponderEvent } from '../options.ts';
import type { AgentHooks } from './options.ts';
import { isTripwire } from './produced.ts';
import { takeRunEvent } from './run-events.ts';
import type { RunState } from './run-state.ts';

/**
 * Merges the two sources of a turn, the run and its tools, which both speak through the outbox. At most one
 * event of the run is being read; whoever leaves early leaves no unhandled rejection and no open run behind.
 */
export class RunReader {
  readonly #run: AsyncIterator<RunStreamEvent>;
  readonly #state: RunState;
  readonly #hooks: AgentHooks;
  #isReading = false;
  #isOver = false;
  #failure: { error: unknown } | undefined;

  constructor(run: AsyncIterable<RunStreamEvent>, state: RunState, hooks: AgentHooks) {
    this.#run = run[Symbol.asyncIterator]();
    this.#state = state;
    this.#hooks = hooks;
  }

  /** Ends with the run. A failure is thrown after what was said before; a tripped guardrail at once. */
  async *events(): AsyncGenerator<ResponderEvent, void, void> {
    const { outbox } = this.#state;
    try {
      for (;;) {
        if (this.#failure && isTripwire(this.#failure.error)) throw this.#failure.error;
        const event = outbox.shift();
        if (event) {
          yield event;
          continue;
        }
        if (this.#failure) throw this.#failure.error;
        if (this.#isOver) return;
        if (!this.#isReading) void this.#read();
        await outbox.wait();
      }
    } finally {
      await this.#leave();
    }
  }

  /** Never rejects. */
  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      const event = await this.#next();
      if (event) await takeRunEvent(this.#state, event, this.#hooks);
    } catch (error) {
      this.#failure = { error };
    }
    this.#isReading = false;
    this.#state.outbox.wake();
  }

  async #next(): Promise<RunStreamEvent | undefined> {
    try {
      const step = await this.#run.next();
      if (!step.done) return step.value;
    } catch (error) {
      this.#failure = { error };
    }
    this.#isOver = true;
    return undefined;
  }

  async #leave(): Promise<void> {
    if (this.#isOver) return;
    const closing = this.#run.return?.();
    // A run that is silent would keep its `return()` waiting; whoever started it aborts it.
    if (this.#isReading) void closing?.catch(() => undefined);
    else await closing;
  }
}
