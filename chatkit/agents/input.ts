// From thread items to model input: one small function per kind of item, each of which can be overridden.
import type { AgentInputItem } from '@openai/agents';
import type { ThreadItem } from '../protocol/items.ts';
import { callAndResult, imageMessage, structuredInput, taskMessage, widgetMessage } from './input-items.ts';
import { hidden, userInput } from './input-user.ts';
import { defaultParts, type InputParts, message, text } from './input-words.ts';

/** Where an item stands, and how the parts of user messages that are not text are read. */
export type InputPosition = InputParts & { isLast: boolean };

type Convert<Type extends ThreadItem['type']> = (
  item: Extract<ThreadItem, { type: Type }>,
  position: InputPosition,
) => AgentInputItem[];

export type InputConverters = { [Type in ThreadItem['type']]: Convert<Type> };

/** Which kinds of items reach the model, and how. Kinds with nothing to say give an empty list. */
export const defaultConverters: InputConverters = {
  user_message: (item, position) => userInput(item, position),
  assistant_message: ({ content }) => {
    if (content.length === 0) return [];
    const parts = content.map(({ text }) => ({ type: 'output_text' as const, text }));
    return [{ type: 'message', role: 'assistant', status: 'completed', content: parts }];
  },
  workflow: (item) => item.workflow.tasks.flatMap(taskMessage),
  task: (item) => taskMessage(item.task),
  sdk_hidden_context: (item) => [message(text(hidden(item.content)))],
  hidden_context_item: (item) => {
    if (typeof item.content === 'string') return [message(text(hidden(item.content)))];
    throw new TypeError('Hidden context that is not text needs a converter of its own');
  },
  client_tool_call: callAndResult,
  widget: (item) => [widgetMessage(item)],
  generated_image: imageMessage,
  structured_input: (item) => [structuredInput(item)],
  end_of_turn: () => [],
};

/**
 * Converts items, oldest first, to the input of a model call. What has to be loaded for a part, such as the
 * content of an attachment, is loaded before.
 *
 * @param converters Replacements for single kinds of items, and `tag` and `attachment` for what a user
 *   message may hold; the rest is {@link defaultConverters}.
 * @throws TypeError for a tag, an attachment or hidden context that nobody converts.
 */
export function toModelInput(
  items: ThreadItem | ThreadItem[],
  converters: Partial<InputConverters & InputParts> = {},
): AgentInputItem[] {
  const all = Array.isArray(items) ? items : [items];
  const table = { ...defaultConverters, ...defaultParts, ...converters };
  return all.flatMap((item, index) => {
    // Each converter is filed under the type of the items it takes.
    const convert = table[item.type] as Convert<ThreadItem['type']>;
    return convert(item, {
      isLast: index === all.length - 1,
      tag: table.tag,
      attachment: table.attachment,
    });
  });
}
