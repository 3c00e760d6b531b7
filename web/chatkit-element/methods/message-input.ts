// From what a host or a user gives to what the wire takes.
import type { OpenAIChatKit, UserMessageContent } from '@openai/chatkit';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';

type Message = Parameters<OpenAIChatKit['sendUserMessage']>[0];

/** The request's input, or null when there is nothing to send. */
export function inputOf(message: Message): UserMessageInput | null {
  const content = contentOf(message);
  const isBlank = content.every((part) => part.type === 'input_text' && part.text.trim() === '');
  if (isBlank && !message.attachments?.length) return null;
  return {
    content,
    attachments: (message.attachments ?? []).map((attachment) => attachment.id),
    quoted_text: message.reply ?? '',
    inference_options: {
      ...(message.toolChoice ? { tool_choice: { id: message.toolChoice.id } } : {}),
      ...(message.model ? { model: message.model } : {}),
    },
  };
}

/** `content` wins over `text`. */
export function contentOf({ content, text }: { content?: UserMessageContent[]; text?: string }) {
  const parts: UserMessageContent[] = content ?? (text === undefined ? [] : [{ type: 'input_text', text }]);
  return parts.map((part): UserMessageInput['content'][number] =>
    part.type === 'input_text'
      ? { type: 'input_text', text: part.text }
      : { ...part, data: part.data ?? {}, interactive: part.interactive ?? false },
  );
}

export function attachmentsOf({ attachments = [] }: Message): UserMessageItem['attachments'] {
  return attachments.map((attachment) => ({ ...attachment }));
}
