// Tool calls as workflow tasks: loading when the call starts, complete when its result is there.
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { Task } from '../protocol/workflow.ts';
import { newItemBase, type RunState, updateOpen } from './run-state.ts';

/** A finished call of a tool, as its task shows it. */
export type ToolCall = {
  tool: string;
  arguments: unknown;
  result: unknown;
  failed: boolean;
  /** The workflow item that shows the call. */
  itemId: string;
};

/** `add_task` → "Add task". */
export function titleOfTool(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function startCall(
  state: RunState,
  call: { id: string; tool: string; arguments: unknown },
  title: string,
): ThreadStreamEvent[] {
  const task: Task = {
    type: 'custom',
    status_indicator: 'loading',
    title,
    content: describeCall(call.tool, call.arguments),
  };
  const events = state.workflow ? addTask(state, task) : openWorkflow(state, task);
  const item = state.workflow?.item;
  if (item) {
    const taskIndex = item.workflow.tasks.length - 1;
    state.openCalls.set(call.id, { tool: call.tool, arguments: call.arguments, taskIndex, itemId: item.id });
  }
  return events;
}

/** Completes the task of a call. A failed one says so in its title: the protocol has no failed state. */
export function finishCall(
  state: RunState,
  callId: string,
  outcome: { title: string; result: unknown; failed: boolean },
): { call: ToolCall | undefined; events: ThreadStreamEvent[] } {
  const open = state.openCalls.get(callId);
  if (!open || open.itemId !== state.workflow?.item.id) return { call: undefined, events: [] };
  state.openCalls.delete(callId);
  const { tool, arguments: args, taskIndex, itemId } = open;
  const task: Task = {
    type: 'custom',
    status_indicator: 'complete',
    title: outcome.failed ? `${outcome.title} failed` : outcome.title,
    ...(outcome.failed ? { icon: 'lucide:circle-alert' } : {}),
    content: `${describeCall(tool, args)}\n\nResult\n\n${fencedJson(outcome.result)}`,
  };
  return {
    call: { tool, arguments: args, result: outcome.result, failed: outcome.failed, itemId },
    events: updateOpen(state.workflow, { type: 'workflow.task.updated', task_index: taskIndex, task }),
  };
}

/** Closes the open workflow, if there is one, with the whole seconds it took. */
export function endWorkflow(state: RunState): ThreadStreamEvent[] {
  const open = state.workflow;
  if (!open) return [];
  state.workflow = undefined;
  const duration = Math.round((state.options.now().getTime() - open.startedAt) / 1000);
  const workflow = { ...open.item.workflow, summary: { duration }, expanded: false };
  return [{ type: 'thread.item.done', item: { ...open.item, workflow } }];
}

function openWorkflow(state: RunState, first: Task): ThreadStreamEvent[] {
  const item = {
    type: 'workflow' as const,
    ...newItemBase(state, 'workflow'),
    workflow: { type: 'custom' as const, tasks: [first], expanded: false },
  };
  state.workflow = { item, startedAt: state.options.now().getTime() };
  return [{ type: 'thread.item.added', item }];
}

function addTask(state: RunState, task: Task): ThreadStreamEvent[] {
  const task_index = state.workflow?.item.workflow.tasks.length ?? 0;
  return updateOpen(state.workflow, { type: 'workflow.task.added', task_index, task });
}

function describeCall(tool: string, args: unknown): string {
  return `\`${tool}\`\n\nArguments\n\n${fencedJson(args)}`;
}

/** A fence longer than any run of backticks inside, so that no text can end the block early. */
function fencedJson(value: unknown): string {
  const json = JSON.stringify(value ?? null, null, 2);
  const longest = Math.max(2, ...[...json.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${json}\n${fence}`;
}
