import { applyUpdate } from './protocol/apply-update.ts';
import type { ThreadItemUpdate } from './protocol/events.ts';
import type { ThreadItem } from './protocol/items.ts';

/** The items of a turn that are begun and not done, as the client sees them, in the order of their beginning. */
export class PendingItems {
  #items = new Map<string, ThreadItem>();

  begin(item: ThreadItem): void {
    this.#items.set(item.id, item);
  }

  /** Updates of items that are stored already are the responder's own business. */
  update(id: string, update: ThreadItemUpdate): void {
    const item = this.#items.get(id);
    if (!item) return;
    const updated = applyUpdate(item, update);
    if (updated === item) throw new Error(`The update ${update.type} does not fit the ${item.type} ${id}`);
    this.#items.set(id, updated);
  }

  has(id: string): boolean {
    return this.#items.has(id);
  }

  drop(id: string): void {
    this.#items.delete(id);
  }

  all(): ThreadItem[] {
    return [...this.#items.values()];
  }
}
