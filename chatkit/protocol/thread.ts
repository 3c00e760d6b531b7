// A thread, with and without its items, and pages of anything.
import * as z from 'zod';
import { FreeObject, Instant, optional } from './fields.ts';
import type { ThreadItem } from './items.ts';

export const ThreadStatus = z.discriminatedUnion('type', [
  z.object({ type: z.literal('active') }),
  z.object({ type: z.literal('locked'), reason: optional(z.string()) }),
  z.object({ type: z.literal('closed'), reason: optional(z.string()) }),
]);
export type ThreadStatus = z.infer<typeof ThreadStatus>;

/** A thread as it is stored. `metadata` is the integrator's own and never sent. */
export const ThreadMetadata = z.object({
  id: z.string(),
  title: optional(z.string()),
  created_at: Instant,
  status: ThreadStatus.default({ type: 'active' }),
  allowed_image_domains: optional(z.array(z.string())),
  metadata: FreeObject.default({}),
});
export type ThreadMetadata = z.infer<typeof ThreadMetadata>;

/** `after` is the cursor of the next page: the id of the last row. Absent on the last page. */
export type Page<Row> = { data: Row[]; has_more: boolean; after?: string | undefined };

/** A thread as it is sent: `metadata` is always `{}` there, because clients expect the field. */
export type Thread = Omit<ThreadMetadata, 'metadata'> & {
  metadata: Record<string, never>;
  items: Page<ThreadItem>;
};
