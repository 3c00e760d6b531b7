// Short ways to write the events and items of a stream.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type {
  AssistantMessageItem,
  ClientToolCallItem,
  GeneratedImageItem,
  StructuredInputItem,
  ThreadItem,
  UserMessageItem,
  WidgetItem,
  WorkflowItem,
} from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import type { WidgetRoot } from '#chatkit/protocol/widgets.ts';
import type { CustomTask, Task } from '#chatkit/protocol/workflow.ts';
import { threadOf } from './scripted-server.ts';

const created_at = '2026-11-21T08:00:00.000Z';

export function userMessage(id: string, text: string, thread_id = 'thr_1'): UserMessageItem {
  return {
    type: 'user_message',
    id,
    thread_id,
    created_at,
    content: [{ type: 'input_text', text }],
    attachments: [],
    inference_options: {},
  };
}

export function assistantMessage(id: string, text: string, thread_id = 'thr_1'): AssistantMessageItem {
  const content = text === '' ? [] : [{ type: 'output_text' as const, text, annotations: [] }];
  return { type: 'assistant_message', id, thread_id, created_at, content };
}

export function workflow(id: string, tasks: Task[], thread_id = 'thr_1'): WorkflowItem {
  return {
    type: 'workflow',
    id,
    thread_id,
    created_at,
    workflow: { type: 'custom', tasks, expanded: false },
  };
}

export function toolTask(title: string, call: { tool: string; args: unknown; result?: unknown }): CustomTask {
  const block = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  const done = call.result !== undefined;
  return {
    type: 'custom',
    title,
    status_indicator: done ? 'complete' : 'loading',
    content: `\`${call.tool}\`\n\nArguments\n\n${block(call.args)}${done ? `\n\nResult\n\n${block(call.result)}` : ''}`,
  };
}

export const created = (id = 'thr_1'): ThreadStreamEvent => ({
  type: 'thread.created',
  thread: threadOf(id, []),
});
export const added = (item: ThreadItem): ThreadStreamEvent => ({ type: 'thread.item.added', item });
export const done = (item: ThreadItem): ThreadStreamEvent => ({ type: 'thread.item.done', item });
export const cancellable: ThreadStreamEvent = {
  type: 'stream_options',
  stream_options: { allow_cancel: true },
};
export const delta = (item_id: string, text: string): ThreadStreamEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: text },
});

/** The user's message of a `threads.create` or `threads.add_user_message`, as the server confirms it. */
export function confirmed(
  params: Record<string, unknown>,
  id = 'msg_1',
  thread_id = 'thr_1',
): ThreadStreamEvent {
  const { content } = params.input as UserMessageInput;
  return done({ ...userMessage(id, '', thread_id), content });
}

export function clientToolCall(
  id: string,
  name: string,
  args: Record<string, unknown> = {},
): ClientToolCallItem {
  const ids = { id, thread_id: 'thr_1', created_at, call_id: `call_${id}` };
  return { type: 'client_tool_call', ...ids, status: 'pending', name, arguments: args };
}

export function widgetItem(id: string, widget: WidgetRoot): WidgetItem {
  return { type: 'widget', id, thread_id: 'thr_1', created_at, widget };
}

export function generatedImage(id: string, url?: string): GeneratedImageItem {
  const image = url === undefined ? {} : { image: { id: `${id}_img`, url } };
  return { type: 'generated_image', id, thread_id: 'thr_1', created_at, ...image };
}

export function structuredInput(
  id: string,
  inputs: StructuredInputItem['inputs'],
  status: StructuredInputItem['status'] = 'pending',
): StructuredInputItem {
  return { type: 'structured_input', id, thread_id: 'thr_1', created_at, status, inputs };
}
