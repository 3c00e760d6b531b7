// What a run holds while it becomes thread events. Its tools and its own events change it in turn; whatever
// they say goes through the one outbox, in the order in which the state changed.
import type { ItemKind } from '../ids.ts';
import type { ResponderEvent } from '../options.ts';
import { applyUpdate } from '../protocol/apply-update.ts';
import type { ThreadItemUpdate } from '../protocol/events.ts';
import type {
  AssistantMessageItem,
  GeneratedImageItem,
  ThreadItem,
  WorkflowItem,
} from '../protocol/items.ts';
import { Outbox } from './outbox.ts';

export type ItemBase = { id: string; thread_id: string; created_at: string };

export type Open<Item extends ThreadItem> = { item: Item };

export type OpenMessage = Open<AssistantMessageItem> & {
  modelId: string | undefined;
  /** The indexes of its parts that are done. */
  doneParts: Set<number>;
};

/** `isAnnounced`: the client has heard of it. `isTools`: a tool began it and means to end it. */
export type OpenWorkflow = Open<WorkflowItem> & { isAnnounced: boolean; isTools: boolean };

export type OpenCall = { tool: string; arguments: unknown; taskIndex: number; workflow: OpenWorkflow };

/** The first thought of a reasoning workflow, while it is being written. */
export type OpenThought = { key: string; text: string; taskIndex: number; workflow: OpenWorkflow };

export type ClientTool = { name: string; arguments: Record<string, unknown> };

export type RunState = {
  newItem(kind: ItemKind): ItemBase;
  now(): Date;
  outbox: Outbox<ResponderEvent>;
  message: OpenMessage | undefined;
  workflow: OpenWorkflow | undefined;
  /** The workflow of an earlier turn that this run continues. */
  continuedId: string | undefined;
  thought: OpenThought | undefined;
  /** Messages told since the current model response started. */
  messagesOfResponse: number;
  /** Each call that waits for its result, by call id. */
  openCalls: Map<string, OpenCall>;
  /** Each image in the making, by the model's id. */
  images: Map<string, Open<GeneratedImageItem>>;
  clientTool: ClientTool | undefined;
  /** The call id of the newest tool call, when that was one of a function. */
  lastCallId: string | undefined;
};

export function createRunState({ newItem, now }: Pick<RunState, 'newItem' | 'now'>): RunState {
  return {
    newItem,
    now,
    outbox: new Outbox(),
    message: undefined,
    workflow: undefined,
    continuedId: undefined,
    thought: undefined,
    messagesOfResponse: 0,
    openCalls: new Map(),
    images: new Map(),
    clientTool: undefined,
    lastCallId: undefined,
  };
}

/** Folds an update into the item that is open and tells of it, so that both always agree. */
export function update<Item extends ThreadItem>(
  { outbox }: RunState,
  open: Open<Item>,
  change: ThreadItemUpdate,
): void {
  // No update changes the type of an item.
  open.item = applyUpdate(open.item, change) as Item;
  outbox.push({ type: 'thread.item.updated', item_id: open.item.id, update: change });
}
