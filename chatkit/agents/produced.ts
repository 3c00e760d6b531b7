// What a run has shown, so that a tripped guardrail can take all of it back.
import type { ResponderEvent } from '../options.ts';
import type { ThreadItemRemovedEvent } from '../protocol/events.ts';

export class ProducedItems {
  #ids = new Set<string>();
  /** Was there before; it is not the run's to remove. */
  readonly #earlierId: string | undefined;

  constructor(earlierId: string | undefined) {
    this.#earlierId = earlierId;
  }

  note(event: ResponderEvent): void {
    if (event.type === 'thread.item.removed') this.#ids.delete(event.item_id);
    if (event.type !== 'thread.item.added' && event.type !== 'thread.item.done') return;
    if (event.item.id !== this.#earlierId) this.#ids.add(event.item.id);
  }

  /** In the order in which they appeared. */
  removals(): ThreadItemRemovedEvent[] {
    return [...this.#ids].map((item_id) => ({ type: 'thread.item.removed', item_id }));
  }
}

/**
 * Whether a run failed because a guardrail of its input or output tripped. Told by what the error carries:
 * minified bundles rename the SDK's classes.
 */
export function isTripwire(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { result } = error as { result?: { guardrail?: { type?: unknown }; output?: unknown } };
  const { type } = result?.guardrail ?? {};
  const { tripwireTriggered } = (result?.output ?? {}) as { tripwireTriggered?: unknown };
  return (type === 'input' || type === 'output') && tripwireTriggered === true;
}
