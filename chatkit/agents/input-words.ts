// The pieces that model input is made of.
import type { AgentInputItem } from '@openai/agents';
import type { Attachment, UserMessageTagContent } from '../protocol/content.ts';

export type InputMessage = Extract<AgentInputItem, { role: 'user' }>;
export type InputPart = Exclude<InputMessage['content'], string>[number];

export type InputParts = {
  /** What the model has to know of something mentioned; `undefined` when `@text` says it all. */
  tag(tag: UserMessageTagContent): InputPart | undefined;
  attachment(attachment: Attachment): InputPart;
};

export const defaultParts: InputParts = {
  tag() {
    throw new TypeError('A tag in a message needs a `tag` converter');
  },
  attachment() {
    throw new TypeError('An attachment needs an `attachment` converter');
  },
};

export const text = (words: string): InputPart => ({ type: 'input_text', text: words });

export const message = (...content: InputPart[]): InputMessage => ({
  type: 'message',
  role: 'user',
  content,
});
