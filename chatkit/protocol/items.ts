// Every item a thread may hold. Closed unions: a server knows what it stores. Unknown fields are dropped.
import * as z from 'zod';
import { AssistantMessageContent, Attachment, InferenceOptions, UserMessageContent } from './content.ts';
import { FreeObject, Instant, optional } from './fields.ts';
import { StructuredInput } from './structured-input.ts';
import { WidgetRootSchema } from './widgets.ts';
import { Task, Workflow } from './workflow.ts';

const itemFields = { id: z.string(), thread_id: z.string(), created_at: Instant };

export const UserMessageItem = z.object({
  type: z.literal('user_message'),
  ...itemFields,
  content: z.array(UserMessageContent),
  attachments: z.array(Attachment).default([]),
  quoted_text: optional(z.string()),
  inference_options: InferenceOptions,
});
export type UserMessageItem = z.infer<typeof UserMessageItem>;

export const AssistantMessageItem = z.object({
  type: z.literal('assistant_message'),
  ...itemFields,
  content: z.array(AssistantMessageContent),
});
export type AssistantMessageItem = z.infer<typeof AssistantMessageItem>;

/** A call of a tool that runs in the page; `output` may be any JSON once completed. */
export const ClientToolCallItem = z.object({
  type: z.literal('client_tool_call'),
  ...itemFields,
  status: z.enum(['pending', 'completed']).default('pending'),
  call_id: z.string(),
  name: z.string(),
  arguments: FreeObject,
  output: z.unknown().optional(),
});
export type ClientToolCallItem = z.infer<typeof ClientToolCallItem>;

/** `copy_text` is what clients without widgets show. */
export const WidgetItem = z.object({
  type: z.literal('widget'),
  ...itemFields,
  widget: WidgetRootSchema,
  copy_text: optional(z.string()),
});
export type WidgetItem = z.infer<typeof WidgetItem>;

export const GeneratedImage = z.object({ id: z.string(), url: z.string() });
export type GeneratedImage = z.infer<typeof GeneratedImage>;

/** Without `image` while it is still being made. */
export const GeneratedImageItem = z.object({
  type: z.literal('generated_image'),
  ...itemFields,
  image: optional(GeneratedImage),
});
export type GeneratedImageItem = z.infer<typeof GeneratedImageItem>;

export const StructuredInputItem = z.object({
  type: z.literal('structured_input'),
  ...itemFields,
  status: z.enum(['pending', 'answered', 'skipped']).default('pending'),
  inputs: z.array(StructuredInput),
});
export type StructuredInputItem = z.infer<typeof StructuredInputItem>;

export const WorkflowItem = z.object({ type: z.literal('workflow'), ...itemFields, workflow: Workflow });
export type WorkflowItem = z.infer<typeof WorkflowItem>;

export const TaskItem = z.object({ type: z.literal('task'), ...itemFields, task: Task });
export type TaskItem = z.infer<typeof TaskItem>;

/** Context for the model only; never leaves the server. */
export const HiddenContextItem = z.object({
  type: z.literal('hidden_context_item'),
  ...itemFields,
  content: z.unknown(),
});
export type HiddenContextItem = z.infer<typeof HiddenContextItem>;

/** The library's own notes to the model, such as a stop; never leaves the server. */
export const SDKHiddenContextItem = z.object({
  type: z.literal('sdk_hidden_context'),
  ...itemFields,
  content: z.string(),
});
export type SDKHiddenContextItem = z.infer<typeof SDKHiddenContextItem>;

export const EndOfTurnItem = z.object({ type: z.literal('end_of_turn'), ...itemFields });
export type EndOfTurnItem = z.infer<typeof EndOfTurnItem>;

export const ThreadItem = z.discriminatedUnion('type', [
  UserMessageItem,
  AssistantMessageItem,
  ClientToolCallItem,
  WidgetItem,
  GeneratedImageItem,
  StructuredInputItem,
  WorkflowItem,
  TaskItem,
  HiddenContextItem,
  SDKHiddenContextItem,
  EndOfTurnItem,
]);
export type ThreadItem = z.infer<typeof ThreadItem>;
