// What a running turn holds while agent events become thread events: the open message, the open workflow.
import { applyUpdate } from '../protocol/apply-update.ts';
import type { ThreadItemUpdate, ThreadStreamEvent } from '../protocol/events.ts';
import type { AssistantMessageItem, ThreadItem, WorkflowItem } from '../protocol/items.ts';

export type RunStateOptions = {
  threadId: string;
  /** Draws the id of a new item; the model's own ids are never used, because some back ends repeat them. */
  newItemId: (kind: 'message' | 'workflow') => string;
  now: () => Date;
};

export type RunState = {
  options: RunStateOptions;
  message: { item: AssistantMessageItem; modelId: string | undefined } | undefined;
  workflow: { item: WorkflowItem; startedAt: number } | undefined;
  /** Messages begun since the current model response started. */
  messagesOfResponse: number;
  /** Task index and workflow of each call that waits for its result, by call id. */
  openCalls: Map<string, { tool: string; arguments: unknown; taskIndex: number; itemId: string }>;
};

export function createRunState(options: RunStateOptions): RunState {
  return { options, message: undefined, workflow: undefined, messagesOfResponse: 0, openCalls: new Map() };
}

type Base = { id: string; thread_id: string; created_at: string };

export function newItemBase({ options }: RunState, kind: 'message' | 'workflow'): Base {
  return {
    id: options.newItemId(kind),
    thread_id: options.threadId,
    created_at: options.now().toISOString(),
  };
}

/** Folds an update into the item that is open and returns its event, so that both always agree. */
export function updateOpen(
  open: { item: ThreadItem } | undefined,
  update: ThreadItemUpdate,
): ThreadStreamEvent[] {
  if (!open) return [];
  open.item = applyUpdate(open.item, update);
  return [{ type: 'thread.item.updated', item_id: open.item.id, update }];
}
