import type { Turn } from '../options.ts';
import type {
  ThreadItemAddedEvent,
  ThreadItemDoneEvent,
  ThreadItemUpdatedEvent,
} from '../protocol/events.ts';
import type { WidgetItem } from '../protocol/items.ts';
import type { WidgetRoot } from '../protocol/widgets.ts';
import { diffWidget } from './diff.ts';

export type WidgetEvent = ThreadItemAddedEvent | ThreadItemUpdatedEvent | ThreadItemDoneEvent;

/**
 * Shows a widget: one that is ready at once, or one that changes from state to state, each told by what it
 * differs in. The item is stored with the last state. `copyText` is for clients without widgets.
 * @throws Error when the sequence has no state at all.
 */
export async function* streamWidget(
  turn: Pick<Turn<unknown>, 'newItem'>,
  source: WidgetRoot | AsyncIterable<WidgetRoot>,
  { copyText }: { copyText?: string } = {},
): AsyncGenerator<WidgetEvent, undefined> {
  const fields = { type: 'widget', ...turn.newItem('message') } as const;
  const itemOf = (widget: WidgetRoot): WidgetItem => ({
    ...fields,
    widget,
    ...(copyText !== undefined && { copy_text: copyText }),
  });
  if (!isSequence(source)) {
    yield { type: 'thread.item.done', item: itemOf(source) };
    return undefined;
  }

  let last: WidgetRoot | undefined;
  for await (const given of source) {
    // The source may go on changing the same object.
    const widget = structuredClone(given);
    if (!last) yield { type: 'thread.item.added', item: itemOf(widget) };
    else {
      for (const update of diffWidget(last, widget)) {
        yield { type: 'thread.item.updated', item_id: fields.id, update };
      }
    }
    last = widget;
  }
  if (!last) throw new Error('A widget that is streamed needs at least one state');
  yield { type: 'thread.item.done', item: itemOf(last) };
  return undefined;
}

function isSequence(source: WidgetRoot | AsyncIterable<WidgetRoot>): source is AsyncIterable<WidgetRoot> {
  return Symbol.asyncIterator in source;
}
