// The last step before the wire: what is private stays here.
import type { Attachment } from './protocol/content.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import type { ThreadItem } from './protocol/items.ts';
import type { Page, Thread, ThreadMetadata } from './protocol/thread.ts';

/** Items for the model only. */
export function isHidden(item: ThreadItem): boolean {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context';
}

/** Without the integrator's own metadata of attachments. */
export function toWireItem(item: ThreadItem): ThreadItem {
  if (item.type !== 'user_message' || item.attachments.length === 0) return item;
  return { ...item, attachments: item.attachments.map(toWireAttachment) };
}

export function toWireAttachment({ metadata: _, ...attachment }: Attachment): Attachment {
  return attachment;
}

/** Hidden items leave after paging, so a page may be shorter than asked for while `has_more` is true. */
export function toWireItems(page: Page<ThreadItem>): Page<ThreadItem> {
  return { ...page, data: page.data.filter((item) => !isHidden(item)).map(toWireItem) };
}

/** A list of what is sent, so that a new private field of a thread stays private. */
export function toWireThread(thread: ThreadMetadata, items?: Page<ThreadItem>): Thread {
  return {
    id: thread.id,
    title: thread.title,
    created_at: thread.created_at,
    status: thread.status,
    allowed_image_domains: thread.allowed_image_domains,
    metadata: {},
    items: items ? toWireItems(items) : { data: [], has_more: false },
  };
}

/** Turns a turn's events into what the client may hear of them; one for each turn. */
export function createWireFilter(): (event: ThreadStreamEvent) => ThreadStreamEvent | undefined {
  const hidden = new Set<string>();
  return (event) => {
    if ('item' in event) {
      if (!isHidden(event.item)) return { ...event, item: toWireItem(event.item) };
      hidden.add(event.item.id);
      // The client has to forget what the hidden item took the place of.
      return event.type === 'thread.item.replaced'
        ? { type: 'thread.item.removed', item_id: event.item.id }
        : undefined;
    }
    return 'item_id' in event && hidden.has(event.item_id) ? undefined : event;
  };
}
