import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { Chat } from './chat.ts';
import type { ChatContext } from './context.ts';
import { processOnce } from './process-once.ts';

export type Reply = {
  conversation_id: string;
  response: string;
  /** In the order of the calls. */
  tool_calls: { tool: string; arguments: unknown }[];
};

/**
 * One turn with a whole answer instead of a stream.
 *
 * @throws ChatKitError and AppError as the stream would have refused or failed; another error for a failure
 *   that nobody foresaw. The user's message is stored in any case once the turn has begun.
 */
export async function converse(
  chat: Chat,
  { message, conversationId }: { message: string; conversationId: string | undefined },
  context: ChatContext,
): Promise<Reply> {
  const input = {
    content: [{ type: 'input_text', text: message.trim() }],
    attachments: [],
    inference_options: {},
  };
  const request =
    conversationId === undefined
      ? { type: 'threads.create', params: { input } }
      : { type: 'threads.add_user_message', params: { thread_id: conversationId, input } };
  const result = await processOnce(chat, request, context, { retryFailed: true });
  if (result.kind === 'json') throw new TypeError('A turn must stream');

  const reply = { conversation_id: conversationId ?? '', texts: [] as string[], failed: false };
  for await (const event of result.events) note(event, reply);
  if (context.failure) throw context.failure;
  if (reply.failed) throw new Error('The turn failed');
  return {
    conversation_id: reply.conversation_id,
    response: reply.texts.join('\n\n'),
    tool_calls: [...context.toolCalls.values()]
      .flat()
      .filter(({ status }) => status !== 'waiting')
      .map(({ tool, arguments: args }) => ({ tool, arguments: args })),
  };
}

const ANSWER_ELSEWHERE = 'Confirm it in the chat panel, or ask me to delete one task at a time.';

function note(
  event: ThreadStreamEvent,
  reply: { conversation_id: string; texts: string[]; failed: boolean },
): void {
  if (event.type === 'thread.created') reply.conversation_id = event.thread.id;
  // An answer that is tried again begins no thread.
  if ('item' in event) reply.conversation_id ||= event.item.thread_id;
  if (event.type === 'error') reply.failed = true;
  if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
    reply.texts.push(event.item.content.map(({ text }) => text).join(''));
  }
  if (event.type === 'notice') reply.texts.push(event.message);
  // A card can only be answered in the panel; here it is read.
  if (event.type === 'thread.item.done' && event.item.type === 'widget' && event.item.copy_text) {
    reply.texts.push(`${event.item.copy_text}\n\n${ANSWER_ELSEWHERE}`);
  }
}
