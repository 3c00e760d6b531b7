// Summaries of what a reasoning model thinks → thoughts of a workflow. Only the first is shown while it is
// written, so that something moves early; the others come whole.
import type { Task } from '../protocol/workflow.ts';
import type { RunState } from './run-state.ts';
import { addTask, openWorkflow, updateTask } from './workflow.ts';

export type SummaryPlace = { item_id: string; summary_index: number };

const keyOf = ({ item_id, summary_index }: SummaryPlace) => `${summary_index} ${item_id}`;
const thought = (content: string): Task => ({ type: 'thought', status_indicator: 'none', content });

export function startReasoning(state: RunState): void {
  if (state.workflow) return;
  openWorkflow(state, { type: 'reasoning', tasks: [], expanded: false }, { isTools: false });
}

export function addThinking(state: RunState, place: SummaryPlace, delta: string): void {
  const { workflow: open, thought: first } = state;
  if (!open) return;
  if (open.item.workflow.type === 'reasoning' && open.item.workflow.tasks.length === 0) {
    const added = addTask(state, thought(delta), { isTools: false });
    state.thought = { key: keyOf(place), text: delta, ...added };
  } else if (first?.workflow === open && first.key === keyOf(place)) {
    first.text += delta;
    updateTask(state, open, first.taskIndex, thought(first.text));
  }
}

export function finishThinking(state: RunState, place: SummaryPlace, text: string): void {
  const { workflow: open, thought: first } = state;
  if (!open) return;
  if (first?.workflow === open && first.key === keyOf(place)) {
    state.thought = undefined;
    updateTask(state, open, first.taskIndex, thought(text));
  } else {
    addTask(state, thought(text), { isTools: false });
  }
}
