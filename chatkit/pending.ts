import { applyUpdate } from './protocol/apply-update.ts';
import type { AssistantMessageContentPartTextDelta, ThreadItemUpdate } from './protocol/events.ts';
import type { ThreadItem } from './protocol/items.ts';

/** The items of a turn that are begun and not done, as the client sees them, in the order of their beginning. */
export class PendingItems {
  #items = new Map<string, ThreadItem>();
  /** The newest deltas of one part, not yet folded into its item: they are many, and nobody looks at each. */
  #tail: { id: string; index: number; text: string } | undefined;

  begin(item: ThreadItem): void {
    this.#fold();
    this.#items.set(item.id, item);
  }

  /** Updates of items that are stored already are the responder's own business. */
  update(id: string, update: ThreadItemUpdate): void {
    if (update.type === TEXT_DELTA && this.#tail?.id === id && this.#tail.index === update.content_index) {
      this.#tail.text += update.delta;
      return;
    }
    this.#fold();
    const item = this.#items.get(id);
    if (!item) return;
    if (update.type === TEXT_DELTA && item.type === 'assistant_message') {
      this.#tail = { id, index: update.content_index, text: update.delta };
      return;
    }
    const updated = applyUpdate(item, update);
    if (updated === item) throw new Error(`The update ${update.type} does not fit the ${item.type} ${id}`);
    this.#items.set(id, updated);
  }

  has(id: string): boolean {
    return this.#items.has(id);
  }

  drop(id: string): void {
    this.#fold();
    this.#items.delete(id);
  }

  all(): ThreadItem[] {
    this.#fold();
    return [...this.#items.values()];
  }

  #fold(): void {
    const { id = '', index = 0, text = '' } = this.#tail ?? {};
    const item = this.#tail && this.#items.get(id);
    this.#tail = undefined;
    if (!item) return;
    this.#items.set(id, applyUpdate(item, { type: TEXT_DELTA, content_index: index, delta: text }));
  }
}

const TEXT_DELTA: AssistantMessageContentPartTextDelta['type'] = 'assistant_message.content_part.text_delta';
