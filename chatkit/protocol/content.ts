// What messages are made of: the parts a user writes, the text an assistant answers, and its sources.
import * as z from 'zod';
import { FreeObject, optional } from './fields.ts';
import { IconName } from './icons.ts';

export const UserMessageTextContent = z.object({ type: z.literal('input_text'), text: z.string() });
export type UserMessageTextContent = z.infer<typeof UserMessageTextContent>;

/** An @-mention of something of the integrator's; `data` comes from the client and is not to be trusted. */
export const UserMessageTagContent = z.object({
  type: z.literal('input_tag'),
  id: z.string(),
  text: z.string(),
  data: FreeObject,
  group: optional(z.string()),
  interactive: z.boolean().default(false),
});
export type UserMessageTagContent = z.infer<typeof UserMessageTagContent>;

export const UserMessageContent = z.discriminatedUnion('type', [
  UserMessageTextContent,
  UserMessageTagContent,
]);
export type UserMessageContent = z.infer<typeof UserMessageContent>;

export const InferenceOptions = z.object({
  tool_choice: optional(z.object({ id: z.string() })),
  model: optional(z.string()),
});
export type InferenceOptions = z.infer<typeof InferenceOptions>;

const sourceFields = {
  title: z.string(),
  description: optional(z.string()),
  timestamp: optional(z.string()),
  group: optional(z.string()),
};

export const FileSource = z.object({ type: z.literal('file'), filename: z.string(), ...sourceFields });
export type FileSource = z.infer<typeof FileSource>;

export const URLSource = z.object({
  type: z.literal('url'),
  url: z.string(),
  attribution: optional(z.string()),
  ...sourceFields,
});
export type URLSource = z.infer<typeof URLSource>;

export const EntitySource = z.object({
  type: z.literal('entity'),
  id: z.string(),
  icon: optional(IconName),
  label: optional(z.string()),
  inline_label: optional(z.string()),
  interactive: z.boolean().default(false),
  data: FreeObject.default({}),
  ...sourceFields,
});
export type EntitySource = z.infer<typeof EntitySource>;

export const Source = z.discriminatedUnion('type', [FileSource, URLSource, EntitySource]);
export type Source = z.infer<typeof Source>;

/** A citation; `index` is the place in the text, in UTF-16 units as the model's API counts. */
export const Annotation = z.object({
  type: z.literal('annotation'),
  source: Source,
  index: optional(z.int()),
});
export type Annotation = z.infer<typeof Annotation>;

export const AssistantMessageContent = z.object({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(Annotation).default([]),
});
export type AssistantMessageContent = z.infer<typeof AssistantMessageContent>;

const attachmentFields = {
  id: z.string(),
  name: z.string(),
  mime_type: z.string(),
  upload_descriptor: optional(
    z.object({
      url: z.string(),
      method: z.enum(['POST', 'PUT']),
      headers: z.record(z.string(), z.string()).default({}),
    }),
  ),
  thread_id: optional(z.string()),
  /** The integrator's own; stored, never sent. */
  metadata: optional(FreeObject),
};

export const Attachment = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), ...attachmentFields }),
  z.object({ type: z.literal('image'), preview_url: z.string(), ...attachmentFields }),
]);
export type Attachment = z.infer<typeof Attachment>;
