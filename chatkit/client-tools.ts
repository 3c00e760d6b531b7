// threads.add_client_tool_output: what a tool of the page answered, and the turn goes on.
import { type BegunTurn, begin } from './begin-turn.ts';
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import type { ClientToolCallItem, ThreadItem } from './protocol/items.ts';
import type { RequestOf } from './protocol/requests.ts';

/** How far back a call may be: hidden items and widgets may have come after it. */
const LOOK_BACK = 20;

/** Completes the newest pending call; older pending ones can never be answered, and go. */
export async function beginToolOutput<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.add_client_tool_output'>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const threadId = params.thread_id;
  const query = { limit: LOOK_BACK, order: 'desc' } as const;
  const { data } = await settings.store.loadThreadItems(threadId, query, context);
  const [waiting, ...older] = data.filter(isPendingCall);
  if (!waiting) {
    await settings.store.loadThread(threadId, context); // an absent thread is absent, whatever it waits for
    throw new ChatKitError(409, 'conflict', 'No tool call of this thread waits for an output');
  }
  const discard = older.map(({ id }) => id);
  const item: ClientToolCallItem = { ...waiting, status: 'completed', output: params.result };
  const begun = await begin(call, { kind: 'resume', threadId, item, discard }, metadata);
  if (discard.length > 0) settings.log('Unanswered tool calls were dropped', { threadId, ids: discard });
  return begun;
}

function isPendingCall(item: ThreadItem): item is ClientToolCallItem {
  return item.type === 'client_tool_call' && item.status === 'pending';
}
