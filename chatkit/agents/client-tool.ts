import type { RunState } from './run-state.ts';

/** Says at the end of a run which tool the page has to run, if a tool asked for one. */
export function tellClientTool(state: RunState): void {
  const { clientTool, lastCallId } = state;
  if (!clientTool) return;
  const base = state.newItem('tool_call');
  state.outbox.push({
    type: 'thread.item.done',
    item: {
      type: 'client_tool_call',
      ...base,
      status: 'pending',
      call_id: lastCallId ?? base.id,
      ...clientTool,
    },
  });
}
