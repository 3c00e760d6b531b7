// Everything that may cross the stream, united on `type`.
import type { Annotation, AssistantMessageContent } from './content.ts';
import type { GeneratedImage, ThreadItem } from './items.ts';
import type { Thread } from './thread.ts';
import type { WidgetComponent, WidgetRoot } from './widgets.ts';
import type { Task } from './workflow.ts';

export type ThreadCreatedEvent = { type: 'thread.created'; thread: Thread };
export type ThreadUpdatedEvent = { type: 'thread.updated'; thread: Thread };
export type ThreadItemAddedEvent = { type: 'thread.item.added'; item: ThreadItem };
export type ThreadItemDoneEvent = { type: 'thread.item.done'; item: ThreadItem };
/** The item under `item.id` becomes this one; its type may change too. */
export type ThreadItemReplacedEvent = { type: 'thread.item.replaced'; item: ThreadItem };
export type ThreadItemUpdatedEvent = {
  type: 'thread.item.updated';
  item_id: string;
  update: ThreadItemUpdate;
};
export type ThreadItemRemovedEvent = { type: 'thread.item.removed'; item_id: string };

export type StreamOptions = { allow_cancel: boolean };
export type StreamOptionsEvent = { type: 'stream_options'; stream_options: StreamOptions };
export type ProgressUpdateEvent = { type: 'progress_update'; text: string; icon?: string };
/** Asks the page to do something; `data` belongs to the integrator. */
export type ClientEffectEvent = { type: 'client_effect'; name: string; data: Record<string, unknown> };
/** Clients show `message` for code `custom` only, and a fixed sentence for every other code. */
export type ErrorEvent = { type: 'error'; code: string; message?: string; allow_retry: boolean };
/** `message` is markdown. */
export type NoticeEvent = {
  type: 'notice';
  level: 'info' | 'warning' | 'danger';
  message: string;
  title?: string;
};

export type ThreadStreamEvent =
  | ThreadCreatedEvent
  | ThreadUpdatedEvent
  | ThreadItemAddedEvent
  | ThreadItemUpdatedEvent
  | ThreadItemDoneEvent
  | ThreadItemRemovedEvent
  | ThreadItemReplacedEvent
  | StreamOptionsEvent
  | ProgressUpdateEvent
  | ClientEffectEvent
  | ErrorEvent
  | NoticeEvent;

export type AssistantMessageContentPartAdded = {
  type: 'assistant_message.content_part.added';
  content_index: number;
  content: AssistantMessageContent;
};
export type AssistantMessageContentPartTextDelta = {
  type: 'assistant_message.content_part.text_delta';
  content_index: number;
  delta: string;
};
export type AssistantMessageContentPartAnnotationAdded = {
  type: 'assistant_message.content_part.annotation_added';
  content_index: number;
  annotation_index: number;
  annotation: Annotation;
};
export type AssistantMessageContentPartDone = {
  type: 'assistant_message.content_part.done';
  content_index: number;
  content: AssistantMessageContent;
};
/** `done` says that the component is not streaming, which is not always the last delta. */
export type WidgetStreamingTextValueDelta = {
  type: 'widget.streaming_text.value_delta';
  component_id: string;
  delta: string;
  done: boolean;
};
export type WidgetRootUpdated = { type: 'widget.root.updated'; widget: WidgetRoot };
export type WidgetComponentUpdated = {
  type: 'widget.component.updated';
  component_id: string;
  component: WidgetComponent;
};
export type WorkflowTaskAdded = { type: 'workflow.task.added'; task_index: number; task: Task };
export type WorkflowTaskUpdated = { type: 'workflow.task.updated'; task_index: number; task: Task };
/** `progress` is 0 to 1. */
export type GeneratedImageUpdated = {
  type: 'generated_image.updated';
  image: GeneratedImage;
  progress?: number;
};

export type ThreadItemUpdate =
  | AssistantMessageContentPartAdded
  | AssistantMessageContentPartTextDelta
  | AssistantMessageContentPartAnnotationAdded
  | AssistantMessageContentPartDone
  | WidgetStreamingTextValueDelta
  | WidgetRootUpdated
  | WidgetComponentUpdated
  | WorkflowTaskAdded
  | WorkflowTaskUpdated
  | GeneratedImageUpdated;
