// From what a host gives to what the wire takes.
import type { OpenAIChatKit, UserMessageContent } from '@openai/chatkit';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import { type Choice, type Message, toMessage } from '../state/compose.ts';

type Given = Parameters<OpenAIChatKit['sendUserMessage']>[0];

/** The message, or null when there is nothing to send. */
export function messageFrom(given: Given): Message | null {
  const content = contentOf(given);
  const attachments = (given.attachments ?? []).map((attachment) => ({ ...attachment }));
  const isBlank = content.every((part) => part.type === 'input_text' && part.text.trim() === '');
  if (isBlank && attachments.length === 0) return null;
  const choice: Choice = { toolId: given.toolChoice?.id ?? null, modelId: given.model ?? null };
  return toMessage(content, attachments, given.reply ?? '', choice);
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
