// What each event of a responder does to the store and to the pending items.
import type { ResponderEvent } from './options.ts';
import type { TurnRun } from './run-turn.ts';

export async function persist<Context>(run: TurnRun<Context>, event: ResponderEvent): Promise<void> {
  const { context, settings } = run.call;
  const { store } = settings;
  const threadId = run.begun.thread.id;
  if (event.type === 'thread.item.added') run.pending.begin(event.item);
  if (event.type === 'thread.item.updated') run.pending.update(event.item_id, event.update);
  if (event.type === 'thread.item.done') {
    run.pending.begin(event.item); // should the store fail, the whole item is what is left pending
    await store.addThreadItem(threadId, event.item, context);
    run.pending.drop(event.item.id);
    run.stored.set(event.item.id, { item: event.item, status: 'done' });
  }
  if (event.type === 'thread.item.replaced') {
    await store.saveItem(threadId, event.item, context);
    run.pending.drop(event.item.id);
    run.stored.set(event.item.id, { item: event.item, status: 'done' });
  }
  if (event.type === 'thread.item.removed') {
    if (!run.pending.has(event.item_id)) await store.deleteThreadItem(threadId, event.item_id, context);
    run.pending.drop(event.item_id);
    run.stored.delete(event.item_id);
  }
}

/** The responder may go on changing its own objects; deltas are too many to be copied deeply. */
export function snapshot(event: ResponderEvent): ResponderEvent {
  if (event.type !== 'thread.item.updated') return structuredClone(event);
  const { update } = event;
  if (update.type !== 'assistant_message.content_part.text_delta') return structuredClone(event);
  return { ...event, update: { ...update } };
}
