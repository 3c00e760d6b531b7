// Requests and events as tests write them.
import type { ResponderEvent } from '../options.ts';
import type {
  AssistantMessageItem,
  ClientToolCallItem,
  StructuredInputItem,
  ThreadItem,
  UserMessageItem,
  WidgetItem,
  WorkflowItem,
} from '../protocol/items.ts';
import type { Task } from '../protocol/workflow.ts';

/** Every scripted item is of this instant: order must not depend on time. */
export const INSTANT = '2026-03-01T12:00:00.000Z';

const base = (id: string, thread_id: string) => ({ id, thread_id, created_at: INSTANT });

export function userInput(text: string, more: Record<string, unknown> = {}) {
  return { content: [{ type: 'input_text', text }], attachments: [], inference_options: {}, ...more };
}

export function create(text: string, more?: Record<string, unknown>) {
  return { type: 'threads.create', params: { input: userInput(text, more) } };
}

export function add(thread_id: string, text: string, more?: Record<string, unknown>) {
  return { type: 'threads.add_user_message', params: { thread_id, input: userInput(text, more) } };
}

export function retry(thread_id: string, item_id: string) {
  return { type: 'threads.retry_after_item', params: { thread_id, item_id } };
}

export function output(thread_id: string, result: unknown) {
  return { type: 'threads.add_client_tool_output', params: { thread_id, result } };
}

/** @param input `{ status?, answers }` */
export function answers(thread_id: string, item_id: string, input: unknown) {
  return { type: 'threads.add_structured_input', params: { thread_id, item_id, input } };
}

export function action(thread_id: string, action: unknown, item_id?: string) {
  return { type: 'threads.custom_action', params: { thread_id, item_id, action } };
}

export function syncAction(thread_id: string, action: unknown, item_id?: string) {
  return { type: 'threads.sync_custom_action', params: { thread_id, item_id, action } };
}

export function userMessage(id: string, thread_id: string, text: string): UserMessageItem {
  const content: UserMessageItem['content'] = [{ type: 'input_text', text }];
  return { type: 'user_message', ...base(id, thread_id), content, attachments: [], inference_options: {} };
}

/** With one part for the text; without text, with none. */
export function assistant(id: string, thread_id: string, text?: string): AssistantMessageItem {
  const content: AssistantMessageItem['content'] =
    text === undefined ? [] : [{ type: 'output_text', text, annotations: [] }];
  return { type: 'assistant_message', ...base(id, thread_id), content };
}

export function workflow(id: string, thread_id: string, tasks: Task[] = []): WorkflowItem {
  return { type: 'workflow', ...base(id, thread_id), workflow: { type: 'custom', tasks, expanded: false } };
}

export function toolCall(
  id: string,
  thread_id: string,
  more: Partial<ClientToolCallItem> = {},
): ClientToolCallItem {
  const call = { status: 'pending', call_id: `call_${id}`, name: 'pick', arguments: {} } as const;
  return { type: 'client_tool_call', ...base(id, thread_id), ...call, ...more };
}

/** With one question of a single choice, `subject`, and a free one, `details`. */
export function form(id: string, thread_id: string): StructuredInputItem {
  const options = [{ value: 'Math' }, { value: 'Science' }];
  return {
    type: 'structured_input',
    ...base(id, thread_id),
    status: 'pending',
    inputs: [
      { type: 'multiple_choice', id: 'subject', question: 'Which subject?', options, multiple: false },
      { type: 'freeform', id: 'details', question: 'Anything else?' },
    ],
  };
}

/** A card with one text. */
export function widget(id: string, thread_id: string, text: string): WidgetItem {
  const children = [{ type: 'Text', key: 'text_1', value: text }];
  return { type: 'widget', ...base(id, thread_id), widget: { type: 'Card', children } };
}

export function added(item: ThreadItem): ResponderEvent {
  return { type: 'thread.item.added', item };
}

export function done(item: ThreadItem): ResponderEvent {
  return { type: 'thread.item.done', item };
}

export function delta(item_id: string, text: string, content_index = 0): ResponderEvent {
  return {
    type: 'thread.item.updated',
    item_id,
    update: { type: 'assistant_message.content_part.text_delta', content_index, delta: text },
  };
}

export function taskAdded(item_id: string, task_index: number, task: Task): ResponderEvent {
  return { type: 'thread.item.updated', item_id, update: { type: 'workflow.task.added', task_index, task } };
}

export function taskUpdated(item_id: string, task_index: number, task: Task): ResponderEvent {
  return {
    type: 'thread.item.updated',
    item_id,
    update: { type: 'workflow.task.updated', task_index, task },
  };
}
