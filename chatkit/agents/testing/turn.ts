// A turn with a fixed clock and counted ids, and short ways to read what was streamed.
import type { ThreadStreamEvent } from '../../protocol/events.ts';
import type { ThreadItem } from '../../protocol/items.ts';
import { type AgentContext, type AgentTurn, createAgentContext } from '../context.ts';

export const NOW = '2026-01-02T03:04:05.000Z';
export const base = { thread_id: 'thr_1', created_at: NOW };
export const now = () => new Date(NOW);

/** Ids are `message_1`, `workflow_2` and so on, in the order in which they are drawn. */
export function testTurn(history: ThreadItem[] = []): AgentTurn<null> {
  let drawn = 0;
  return {
    newItem: (kind) => ({ id: `${kind}_${++drawn}`, ...base }),
    history,
    context: null,
    thread: { id: 'thr_1', created_at: NOW, status: { type: 'active' }, metadata: {} },
    signal: new AbortController().signal,
  };
}

export const testContext = (history?: ThreadItem[]): AgentContext<null> =>
  createAgentContext(testTurn(history), { now });

/** One short line for each event. */
export const kinds = (events: ThreadStreamEvent[]): string[] =>
  events.map((event) => {
    if (event.type === 'thread.item.updated') return event.update.type;
    return 'item' in event ? `${event.type} ${event.item.type}` : event.type;
  });

export const doneItems = (events: ThreadStreamEvent[]): ThreadItem[] =>
  events.flatMap((event) => (event.type === 'thread.item.done' ? [event.item] : []));

export const updates = (events: ThreadStreamEvent[]) =>
  events.flatMap((event) => (event.type === 'thread.item.updated' ? [event.update] : []));
