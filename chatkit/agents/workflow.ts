// The open workflow of a run: what it does is shown step by step, until somebody speaks.
import type { Task, Workflow } from '../protocol/workflow.ts';
import { type OpenWorkflow, type RunState, update } from './run-state.ts';

/** Opens a workflow in place of the one that is open. A custom one is announced with its first task. */
export function openWorkflow(
  state: RunState,
  workflow: Workflow,
  { isTools }: { isTools: boolean },
): OpenWorkflow {
  endWorkflow(state);
  const item = { type: 'workflow' as const, ...state.newItem('workflow'), workflow };
  const open: OpenWorkflow = { item, isAnnounced: false, isTools };
  state.workflow = open;
  if (workflow.type === 'reasoning' || workflow.tasks.length > 0) announce(state, open);
  return open;
}

/** Adds a task to the open workflow, or to a new one; returns where it is. */
export function addTask(
  state: RunState,
  task: Task,
  { isTools }: { isTools: boolean },
): { workflow: OpenWorkflow; taskIndex: number } {
  const open = state.workflow;
  if (!open) {
    const workflow: Workflow = { type: 'custom', tasks: [task], expanded: false };
    return { workflow: openWorkflow(state, workflow, { isTools }), taskIndex: 0 };
  }
  const taskIndex = open.item.workflow.tasks.length;
  if (open.isAnnounced) {
    update(state, open, { type: 'workflow.task.added', task_index: taskIndex, task });
  } else {
    open.item = { ...open.item, workflow: { ...open.item.workflow, tasks: [task] } };
    announce(state, open);
  }
  return { workflow: open, taskIndex };
}

/** Replaces a task. A workflow that has ended meanwhile is told and stored again as a whole. */
export function updateTask(state: RunState, open: OpenWorkflow, taskIndex: number, task: Task): void {
  if (!(taskIndex in open.item.workflow.tasks)) throw new RangeError(`The workflow has no task ${taskIndex}`);
  if (open === state.workflow) {
    update(state, open, { type: 'workflow.task.updated', task_index: taskIndex, task });
    return;
  }
  const tasks = open.item.workflow.tasks.with(taskIndex, task);
  open.item = { ...open.item, workflow: { ...open.item.workflow, tasks } };
  state.outbox.push({ type: 'thread.item.replaced', item: open.item });
}

/**
 * Ends the open workflow, if there is one, with the whole seconds it took unless it has a summary. Calls of tools
 * stay in sight, because they are what was done for the user.
 */
export function endWorkflow(
  state: RunState,
  { summary, expanded }: Partial<Pick<Workflow, 'summary' | 'expanded'>> = {},
): void {
  const open = state.workflow;
  if (!open) return;
  const seconds = (state.now().getTime() - Date.parse(open.item.created_at)) / 1000;
  const ending = summary ?? open.item.workflow.summary ?? { duration: Math.max(0, Math.round(seconds)) };
  const { workflow } = open.item;
  const isOfCalls = workflow.type === 'custom' && !open.isTools;
  open.item = {
    ...open.item,
    workflow: { ...workflow, summary: ending, expanded: expanded ?? isOfCalls },
  };
  storeWorkflow(state);
}

/** Lets go of the open workflow as it is, so that the next turn may continue it. */
export function storeWorkflow(state: RunState): void {
  const open = state.workflow;
  state.workflow = undefined;
  if (open?.isAnnounced) state.outbox.push({ type: 'thread.item.done', item: open.item });
}

function announce({ outbox }: RunState, open: OpenWorkflow): void {
  open.isAnnounced = true;
  outbox.push({ type: 'thread.item.added', item: open.item });
}
