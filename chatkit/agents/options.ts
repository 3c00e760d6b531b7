// What an integrator may give to `streamAgentResponse`.
import type { ItemKind } from '../ids.ts';
import type { ResponderEvent } from '../options.ts';
import type { AnnotationConverters } from './annotations.ts';
import type { AgentContext } from './context.ts';
import type { ImageUrl } from './images.ts';
import type { ToolCall } from './tool-tasks.ts';

export type AgentHooks = {
  /** Shows each call of a function tool as a task of a workflow. Default true. */
  toolTasks?: boolean;
  /** The name people read for a tool; default: its words. */
  toolTitle?: (tool: string) => string;
  /** Whether a tool's result is a failure; default: it has a text under `error`. */
  isFailure?: (result: unknown) => boolean;
  /** A better title than "… failed" and markdown below the result, for the task of a finished call. */
  describeCall?: (call: ToolCall) => { title?: string | undefined; note?: string | undefined };
  /** Told of each finished call that is shown as a task; what it returns follows the task's update. */
  onToolCall?: (call: ToolCall) => ResponderEvent[];
  /** How single kinds of citations become annotations; `undefined` drops one. */
  annotations?: Partial<AnnotationConverters>;
  /** Where a generated image is found, for instance after an upload. Default: a data URL. */
  imageUrl?: ImageUrl;
  /** How many partial images the image tool was asked for; the progress is counted from it. */
  partialImages?: number;
};

/** Where items belong when no tool has to speak: without a context. */
export type ItemSource = {
  threadId: string;
  /** Draws the id of a new item; the model's own ids are never used, because some back ends repeat them. */
  newItemId: (kind: ItemKind) => string;
  now: () => Date;
};

/** `context`: the one that was given to the run, so that what its tools say is heard. */
export type StreamAgentOptions = AgentHooks &
  ((ItemSource & { context?: undefined }) | { context: AgentContext<unknown> });
