// Workflows: the steps a turn shows while it works, and what is left of them afterwards.
import * as z from 'zod';
import { Source, URLSource } from './content.ts';
import { optional } from './fields.ts';
import { IconName } from './icons.ts';

const status_indicator = z.enum(['none', 'loading', 'complete']).default('none');

/** `content` is markdown. A failed step is `complete` too: the protocol has no failed state. */
export const CustomTask = z.object({
  type: z.literal('custom'),
  status_indicator,
  title: optional(z.string()),
  icon: optional(IconName),
  content: optional(z.string()),
});
export type CustomTask = z.infer<typeof CustomTask>;

export const SearchTask = z.object({
  type: z.literal('web_search'),
  status_indicator,
  title: optional(z.string()),
  title_query: optional(z.string()),
  queries: z.array(z.string()).default([]),
  sources: z.array(URLSource).default([]),
});
export type SearchTask = z.infer<typeof SearchTask>;

export const ThoughtTask = z.object({
  type: z.literal('thought'),
  status_indicator,
  title: optional(z.string()),
  content: z.string(),
});
export type ThoughtTask = z.infer<typeof ThoughtTask>;

export const FileTask = z.object({
  type: z.literal('file'),
  status_indicator,
  title: optional(z.string()),
  sources: z.array(Source).default([]),
});
export type FileTask = z.infer<typeof FileTask>;

export const ImageTask = z.object({
  type: z.literal('image'),
  status_indicator,
  title: optional(z.string()),
});
export type ImageTask = z.infer<typeof ImageTask>;

export const Task = z.discriminatedUnion('type', [CustomTask, SearchTask, ThoughtTask, FileTask, ImageTask]);
export type Task = z.infer<typeof Task>;

/** Either words of the integrator or the time it took, in whole seconds. */
export const WorkflowSummary = z.union([
  z.object({ title: z.string(), icon: optional(IconName) }),
  z.object({ duration: z.int().min(0) }),
]);
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

export const Workflow = z.object({
  type: z.enum(['custom', 'reasoning']),
  tasks: z.array(Task),
  summary: optional(WorkflowSummary),
  expanded: z.boolean().default(false),
});
export type Workflow = z.infer<typeof Workflow>;
