// What tools of a run speak through: give it to the run as its context, and to `streamAgentResponse`.
import type { ResponderEvent, Turn } from '../options.ts';
import { snapshot } from '../persist.ts';
import type { ThreadItem } from '../protocol/items.ts';
import type { WidgetRoot } from '../protocol/widgets.ts';
import type { Task, Workflow } from '../protocol/workflow.ts';
import { streamWidget } from '../widgets/stream.ts';
import { createRunState, type RunState } from './run-state.ts';
import { addTask, endWorkflow, openWorkflow, updateTask } from './workflow.ts';

/** One for each run. What is said after the run is over is dropped. */
export type AgentContext<Context> = {
  readonly turn: AgentTurn<Context>;
  /** The bridge's own. */
  readonly state: RunState;
  /** Says something as it is now. A new visible item ends the open workflow. */
  stream(event: ResponderEvent): void;
  /** Resolves when the last state of the widget is on its way. */
  streamWidget(
    widget: WidgetRoot | AsyncIterable<WidgetRoot>,
    options?: { copyText?: string },
  ): Promise<void>;
  /** Ends the open workflow and begins another; a custom one is shown with its first task. */
  startWorkflow(workflow?: Partial<Workflow>): void;
  /** Begins a custom workflow when none is open. */
  addWorkflowTask(task: Task): void;
  /** @throws Error without an open workflow or task. */
  updateWorkflowTask(task: Task, taskIndex: number): void;
  /** No effect when none is open. Default summary: the seconds it took. */
  endWorkflow(ending?: Pick<Partial<Workflow>, 'summary' | 'expanded'>): void;
  /** Has the page run a tool of its own when this run is over; the last call counts. */
  clientToolCall(name: string, args?: Record<string, unknown>): void;
};

export type AgentTurn<Context> = Pick<Turn<Context>, 'newItem' | 'history' | 'context' | 'thread' | 'signal'>;

/** A workflow that the last turn left at the end of the thread is continued. */
export function createAgentContext<Context>(
  turn: AgentTurn<Context>,
  { now = () => new Date() }: { now?: () => Date } = {},
): AgentContext<Context> {
  const state = createRunState({ newItem: (kind) => turn.newItem(kind), now });
  const item = workflowToContinue(turn.history);
  if (item) state.workflow = { item, isAnnounced: true, isTools: false };
  state.continuedId = item?.id;

  const stream = (event: ResponderEvent) => {
    if (isNewVisibleItem(event, state)) endWorkflow(state);
    state.outbox.push(snapshot(event));
  };
  return {
    turn,
    state,
    stream,
    async streamWidget(widget, options) {
      for await (const event of streamWidget(turn, widget, options)) stream(event);
    },
    startWorkflow: (workflow) =>
      void openWorkflow(state, structuredClone({ type: 'custom', tasks: [], expanded: false, ...workflow }), {
        isTools: true,
      }),
    addWorkflowTask: (task) => void addTask(state, structuredClone(task), { isTools: true }),
    updateWorkflowTask: (task, taskIndex) => {
      if (!state.workflow) throw new Error('No workflow is open');
      updateTask(state, state.workflow, taskIndex, structuredClone(task));
    },
    endWorkflow: (ending) => endWorkflow(state, ending),
    clientToolCall: (name, args = {}) => {
      state.clientTool = { name, arguments: structuredClone(args) };
    },
  };
}

function workflowToContinue(history: ThreadItem[]) {
  const newest = history.at(-1);
  const item = newest?.type === 'client_tool_call' ? history.at(-2) : newest;
  return item?.type === 'workflow' ? item : undefined;
}

const BESIDE_A_WORKFLOW = new Set<ThreadItem['type']>([
  'client_tool_call',
  'hidden_context_item',
  'sdk_hidden_context',
]);

function isNewVisibleItem(event: ResponderEvent, { workflow }: RunState): boolean {
  if (event.type !== 'thread.item.added' && event.type !== 'thread.item.done') return false;
  return event.item.id !== workflow?.item.id && !BESIDE_A_WORKFLOW.has(event.item.type);
}
