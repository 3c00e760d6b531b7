// Structured input: questions put to the user inside a thread, and the answers.
import * as z from 'zod';
import { optional } from './fields.ts';

export const StructuredInputAnswer = z.object({
  values: z.array(z.string()).default([]),
  skipped: z.boolean().default(false),
});
export type StructuredInputAnswer = z.infer<typeof StructuredInputAnswer>;

export const MultipleChoiceInput = z.object({
  type: z.literal('multiple_choice'),
  id: z.string(),
  question: z.string(),
  options: z.array(z.object({ value: z.string() })),
  multiple: z.boolean().default(false),
  answer: optional(StructuredInputAnswer),
});
export type MultipleChoiceInput = z.infer<typeof MultipleChoiceInput>;

export const FreeformInput = z.object({
  type: z.literal('freeform'),
  id: z.string(),
  question: z.string(),
  description: optional(z.string()),
  answer: optional(StructuredInputAnswer),
});
export type FreeformInput = z.infer<typeof FreeformInput>;

export const StructuredInput = z.discriminatedUnion('type', [MultipleChoiceInput, FreeformInput]);
export type StructuredInput = z.infer<typeof StructuredInput>;

/** What the client submits: one answer for each input id; inputs without one count as skipped. */
export const StructuredInputSubmission = z.object({
  status: z.enum(['answered', 'skipped']).default('answered'),
  answers: z.record(z.string(), StructuredInputAnswer),
});
export type StructuredInputSubmission = z.infer<typeof StructuredInputSubmission>;
