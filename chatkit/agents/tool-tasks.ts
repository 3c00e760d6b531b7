// Tool calls as workflow tasks: loading when the call starts, complete when its result is there.
import type { Task } from '../protocol/workflow.ts';
import type { RunState } from './run-state.ts';
import { addTask, updateTask } from './workflow.ts';

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
): void {
  const { tool, arguments: args } = call;
  const task: Task = {
    type: 'custom',
    status_indicator: 'loading',
    title,
    content: describeArguments(tool, args),
  };
  state.openCalls.set(call.id, { tool, arguments: args, ...addTask(state, task, { isTools: false }) });
}

type Describe = (call: ToolCall) => { title?: string | undefined; note?: string | undefined };

/** Completes the task of a call; `undefined` for a call that nobody saw begin. */
export function finishCall(
  state: RunState,
  callId: string,
  outcome: { title: string; result: unknown; failed: boolean; describeCall?: Describe | undefined },
): ToolCall | undefined {
  const open = state.openCalls.get(callId);
  if (!open) return undefined;
  state.openCalls.delete(callId);
  const { tool, arguments: args, taskIndex, workflow } = open;
  const { title, result, failed, describeCall } = outcome;
  const call = { tool, arguments: args, result, failed, itemId: workflow.item.id };
  const shown = { title: failed ? `${title} failed` : title, ...describeCall?.(call) };
  updateTask(state, workflow, taskIndex, finishedTask(call, shown));
  return call;
}

/**
 * The task of a finished call. A failed one says so in its title: the protocol has no failed state.
 *
 * @param shown `note` is markdown that follows the result.
 */
export function finishedTask(
  { tool, arguments: args, result, failed }: Omit<ToolCall, 'itemId'>,
  shown: { title: string; note?: string | undefined },
): Task {
  const content = `${describeArguments(tool, args)}\n\nResult\n\n${fencedJson(result)}`;
  return {
    type: 'custom',
    status_indicator: 'complete',
    title: shown.title,
    ...(failed ? { icon: 'lucide:circle-alert' } : {}),
    content: shown.note ? `${content}\n\n${shown.note}` : content,
  };
}

function describeArguments(tool: string, args: unknown): string {
  return `\`${tool}\`\n\nArguments\n\n${fencedJson(args)}`;
}

/** A fence longer than any run of backticks inside, so that no text can end the block early. */
function fencedJson(value: unknown): string {
  const json = JSON.stringify(value ?? null, null, 2);
  const longest = Math.max(2, ...[...json.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${json}\n${fence}`;
}
