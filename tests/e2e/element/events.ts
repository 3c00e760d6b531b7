// What the scripted server says, in short.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Thread } from '#chatkit/protocol/thread.ts';
import { added, assistantMessage, delta, done } from '../../../web/chatkit-element/testing/events.ts';
import { threadOf } from '../../../web/chatkit-element/testing/scripted-server.ts';

export * from '../../../web/chatkit-element/testing/events.ts';

/** A thread as `threads.get_by_id` answers it. */
export const stored = (id: string, items: ThreadItem[], change: Partial<Thread> = {}): Thread => ({
  ...threadOf(id, items),
  ...change,
});

/** An answer that is begun, grows by `pieces`, and is done. */
export function say(id: string, text: string, thread = 'thr_1', pieces = 4): ThreadStreamEvent[] {
  const size = Math.max(1, Math.ceil(text.length / pieces));
  const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
    text.slice(n * size, (n + 1) * size),
  );
  return [
    added(assistantMessage(id, '', thread)),
    ...parts.map((part) => delta(id, part)),
    done(assistantMessage(id, text, thread)),
  ];
}
