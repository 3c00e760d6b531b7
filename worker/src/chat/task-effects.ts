import type { ToolCall } from '#chatkit/agents/index.ts';
import type { ClientEffectEvent } from '#chatkit/protocol/events.ts';

const CHANGING = new Set(['add_task', 'complete_task', 'delete_task', 'update_task']);

/** Tells the page which task a finished call has changed, so that open lists follow at once. */
export function changedTasks({ tool, result, failed }: ToolCall): ClientEffectEvent[] {
  if (failed || !CHANGING.has(tool)) return [];
  const id =
    typeof result === 'object' && result !== null && 'task_id' in result ? result.task_id : undefined;
  const ids = typeof id === 'string' ? [id] : [];
  return [{ type: 'client_effect', name: 'tasks.changed', data: { ids } }];
}
