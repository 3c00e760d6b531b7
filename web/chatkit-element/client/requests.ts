// The requests that the element sends, and what answers each of them.
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import type { Page, Thread } from '#chatkit/protocol/thread.ts';

export type TurnRequest =
  | { type: 'threads.create'; params: { input: UserMessageInput } }
  | { type: 'threads.add_user_message'; params: { input: UserMessageInput; thread_id: string } }
  | { type: 'threads.retry_after_item'; params: { thread_id: string; item_id: string } };

export type Question =
  | { type: 'threads.get_by_id'; params: { thread_id: string } }
  | {
      type: 'items.list';
      params: { thread_id: string; limit?: number; order: 'asc' | 'desc'; after?: string };
    };

export type AnswerTo<Q extends Question> = Q extends { type: 'threads.get_by_id' }
  ? Thread
  : Page<ThreadItem>;
