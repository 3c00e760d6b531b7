// One path from what stands in the composer to what the wire takes, and back. Pure.
import type { UserMessageTagContent } from '#chatkit/protocol/content.ts';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import {
  type ChatState,
  type Draft,
  type DraftAttachment,
  type DraftTag,
  isBusy,
  isOpen,
  type TagEntity,
} from './chat-state.ts';

type Content = UserMessageInput['content'];
type Attachments = UserMessageItem['attachments'];

export type Message = { input: UserMessageInput; attachments: Attachments };

/** What the model is to use; null leaves it to the server. */
export type Choice = { toolId: string | null; modelId: string | null };

/** Why the draft cannot be sent now. */
export type Refusal = 'busy' | 'closed' | 'uploading' | 'upload_failed' | 'empty';

export function refusalOf(state: ChatState): Refusal | null {
  const { text, attachments } = state.draft;
  if (isBusy(state)) return 'busy';
  if (!isOpen(state)) return 'closed';
  if (attachments.some(({ upload }) => upload === 'running')) return 'uploading';
  if (attachments.some(({ upload }) => upload === 'failed')) return 'upload_failed';
  return text.trim() === '' && attachments.length === 0 ? 'empty' : null;
}

/** The message that a draft is. The caller has asked `refusalOf`. */
export function messageOf(draft: Draft, choice: Choice): Message {
  const attachments = draft.attachments.flatMap(({ stored }) => (stored ? [stored] : []));
  return toMessage(segmentsOf(draft), attachments, draft.quote, choice);
}

export function toMessage(
  content: Content,
  attachments: Attachments,
  quote: string,
  { toolId, modelId }: Choice,
): Message {
  return {
    attachments,
    input: {
      content,
      attachments: attachments.map(({ id }) => id),
      quoted_text: quote,
      inference_options: {
        ...(toolId === null ? {} : { tool_choice: { id: toolId } }),
        ...(modelId === null ? {} : { model: modelId }),
      },
    },
  };
}

/** Text and tags in their order, without the white space around them all. */
export function segmentsOf({ text, tags }: Pick<Draft, 'text' | 'tags'>): Content {
  const segments: Content = [];
  let from = text.length - text.trimStart().length;
  const addText = (until: number) => {
    if (until > from) segments.push({ type: 'input_text', text: text.slice(from, until) });
  };
  for (const { start, end, entity } of tags) {
    addText(start);
    segments.push({
      type: 'input_tag',
      id: entity.id,
      text: entity.title,
      data: entity.data ?? {},
      interactive: entity.interactive ?? false,
      ...(entity.group === undefined ? {} : { group: entity.group }),
    });
    from = end;
  }
  addText(text.trimEnd().length);
  return segments;
}

/** Segments as they stand in the composer: a tag is `@` and its text. */
export function draftTextOf(content: Content): Pick<Draft, 'text' | 'tags'> {
  const tags: DraftTag[] = [];
  let text = '';
  for (const part of content) {
    if (part.type === 'input_text') {
      text += part.text;
      continue;
    }
    const start = text.length;
    text += `@${part.text}`;
    tags.push({ start, end: text.length, entity: entityOf(part) });
  }
  return { text, tags };
}

/** The entity that a tag of a message stands for. */
export function entityOf({ id, text, data, group, interactive }: UserMessageTagContent): TagEntity {
  return { id, title: text, data, interactive, ...(group === undefined ? {} : { group }) };
}

/** The draft that would have become this message. */
export function draftOf(item: UserMessageItem): Draft {
  return {
    ...draftTextOf(item.content),
    attachments: item.attachments.map(storedAttachment),
    quote: item.quoted_text ?? '',
  };
}

/** An attachment that the server has already. */
export function storedAttachment(stored: Attachments[number]): DraftAttachment {
  const previewUrl = stored.type === 'image' ? stored.preview_url : undefined;
  const { id, name, mime_type: mimeType } = stored;
  return { key: `stored_${id}`, name, mimeType, upload: 'done', stored, previewUrl };
}

/** Whether something may be put into the composer without anything being lost. */
export function isFree({ text, attachments, quote }: Draft): boolean {
  return text.trim() === '' && attachments.length === 0 && quote === '';
}
