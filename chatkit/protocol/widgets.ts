// The widget tree as JSON. Loose on purpose: clients must draw what they know and skip the rest, so a
// component is any object with a `type`, and fields that this version does not know pass through.
import * as z from 'zod';

/** `key` tells siblings apart; `id` is what streamed updates point at. */
export type WidgetComponent = {
  type: string;
  id?: string | undefined;
  key?: string | undefined;
  children?: unknown;
  [field: string]: unknown;
};

export type WidgetRoot = WidgetComponent & { type: 'Card' | 'ListView' | 'Basic' };

/** A component whose text may grow by `widget.streaming_text.value_delta`; it needs an `id` for that. */
export type StreamingTextComponent = WidgetComponent & {
  type: 'Text' | 'Markdown';
  value: string;
  streaming?: boolean;
};

/** What a control does when it is used. `payload` may name ids: the server has to authorize them. */
export type ActionConfig = {
  type: string;
  payload?: unknown;
  handler?: 'server' | 'client';
  loadingBehavior?: 'auto' | 'self' | 'container' | 'none';
  /** `false` asks for `threads.sync_custom_action`, which is allowed while a turn runs. */
  streaming?: boolean;
};

export const WidgetRootSchema: z.ZodType<WidgetRoot> = z.looseObject({
  type: z.enum(['Card', 'ListView', 'Basic']),
  id: z.string().optional(),
  key: z.string().optional(),
});
