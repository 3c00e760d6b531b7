// From thread items to model input: one small function per kind of item, each of which can be overridden.
import type { AgentInputItem } from '@openai/agents';
import type { ThreadItem } from '../protocol/items.ts';
import type { Task } from '../protocol/workflow.ts';

export type InputPosition = { isLast: boolean };

type Convert<Type extends ThreadItem['type']> = (
  item: Extract<ThreadItem, { type: Type }>,
  position: InputPosition,
) => AgentInputItem[];

export type InputConverters = { [Type in ThreadItem['type']]: Convert<Type> };

const userMessage = (text: string): AgentInputItem => ({
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
});

/** Which kinds of items reach the model, and how. Kinds with nothing to say give an empty list. */
export const defaultConverters: InputConverters = {
  user_message: (item, { isLast }) => {
    const text = item.content
      .map((part) => (part.type === 'input_text' ? part.text : `@${part.text}`))
      .join('');
    const quoted = isLast && item.quoted_text ? [userMessage(quote(item.quoted_text))] : [];
    return [userMessage(text), ...quoted];
  },
  assistant_message: (item) => [
    {
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: item.content.map(({ text }) => ({ type: 'output_text', text })),
    },
  ],
  workflow: (item) => item.workflow.tasks.flatMap(taskMessage),
  task: (item) => taskMessage(item.task),
  sdk_hidden_context: (item) => [userMessage(hidden(item.content))],
  hidden_context_item: (item) => {
    if (typeof item.content === 'string') return [userMessage(hidden(item.content))];
    throw new TypeError('Hidden context that is not text needs a converter of its own');
  },
  client_tool_call: () => [],
  widget: () => [],
  generated_image: () => [],
  structured_input: () => [],
  end_of_turn: () => [],
};

/**
 * Converts items, oldest first, to the input of a model call.
 *
 * @param converters Replacements for single kinds; the rest is {@link defaultConverters}.
 */
export function toModelInput(
  items: ThreadItem[],
  converters: Partial<InputConverters> = {},
): AgentInputItem[] {
  const table = { ...defaultConverters, ...converters };
  return items.flatMap((item, index) => {
    // Each converter is filed under the type of the items it takes.
    const convert = table[item.type] as Convert<ThreadItem['type']>;
    return convert(item, { isLast: index === items.length - 1 });
  });
}

function taskMessage(task: Task): AgentInputItem[] {
  if (task.type !== 'custom') return [];
  const said = [task.title, task.content].filter(Boolean).join(': ');
  return said ? [userMessage(`This step was carried out and shown to the user as done: ${said}`)] : [];
}

function quote(text: string): string {
  return `The user is referring to this text in particular:\n${text}`;
}

function hidden(text: string): string {
  return `Hidden context for the agent (not shown to the user):\n<HiddenContext>\n${text}\n</HiddenContext>`;
}
