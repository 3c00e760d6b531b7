// items.feedback: a thumb up or down.
import type { Call } from './call.ts';
import type { RequestOf } from './protocol/requests.ts';

/** The thread is the context's owner's; `item_ids` are the client's word, and may name items that are not in it. */
export type Feedback = RequestOf<'items.feedback'>['params'];

export async function takeFeedback<Context>(
  { settings, context }: Call<Context>,
  { params }: RequestOf<'items.feedback'>,
): Promise<{ body: Record<string, never> }> {
  await settings.store.loadThread(params.thread_id, context);
  await settings.addFeedback?.(params, context);
  return { body: {} };
}
