// The requests that the element sends, and what answers each of them.
import type { Attachment } from '#chatkit/protocol/content.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Action, UserMessageInput } from '#chatkit/protocol/requests.ts';
import type { StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import type { Page, Thread } from '#chatkit/protocol/thread.ts';

type ActionParams = { thread_id: string; item_id?: string; action: Action };
type PageParams = { limit?: number; order: 'asc' | 'desc'; after?: string };

/** Answered with a stream. */
export type TurnRequest =
  | { type: 'threads.create'; params: { input: UserMessageInput } }
  | { type: 'threads.add_user_message'; params: { input: UserMessageInput; thread_id: string } }
  | { type: 'threads.add_client_tool_output'; params: { thread_id: string; result: unknown } }
  | {
      type: 'threads.add_structured_input';
      params: { thread_id: string; item_id: string; input: StructuredInputSubmission };
    }
  | { type: 'threads.retry_after_item'; params: { thread_id: string; item_id: string } }
  | { type: 'threads.custom_action'; params: ActionParams };

/** Changes nothing, so it may be repeated. */
export type Question =
  | { type: 'threads.get_by_id'; params: { thread_id: string } }
  | { type: 'threads.list'; params: PageParams }
  | { type: 'items.list'; params: PageParams & { thread_id: string } };

/** Changes something, so it is sent once. */
export type Command =
  | { type: 'threads.sync_custom_action'; params: ActionParams }
  | { type: 'threads.update'; params: { thread_id: string; title: string } }
  | { type: 'threads.delete'; params: { thread_id: string } }
  | {
      type: 'items.feedback';
      params: { thread_id: string; item_ids: string[]; kind: 'positive' | 'negative' };
    }
  | { type: 'attachments.create'; params: { name: string; size: number; mime_type: string } }
  | { type: 'attachments.delete'; params: { attachment_id: string } }
  | { type: 'input.transcribe'; params: { audio_base64: string; mime_type: string } };

type Answers = {
  'threads.get_by_id': Thread;
  'threads.list': Page<Thread>;
  'items.list': Page<ThreadItem>;
  'threads.sync_custom_action': { updated_item?: ThreadItem };
  'threads.update': Thread;
  'threads.delete': Record<string, never>;
  'items.feedback': Record<string, never>;
  'attachments.create': Attachment;
  'attachments.delete': Record<string, never>;
  'input.transcribe': { text: string };
};

export type AnswerTo<Request extends Question | Command> = Answers[Request['type']];
