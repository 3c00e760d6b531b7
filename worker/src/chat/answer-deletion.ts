// After the user's answer: the tasks of the card are deleted one by one, by code, as the row of the card names them.
// No model has a part in it.
import { finishedTask, isErrorResult, titleOfTool } from '#chatkit/agents/index.ts';
import type { ActionHandlers, ActionTurn, ResponderEvent } from '#chatkit/index.ts';
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import type { NamedTask } from '#core/tasks/name-tasks.ts';
import { DELETE_TOOL } from '../agent/deletion-gate.ts';
import type { McpCallResult, McpTools } from '../agent/mcp-client.ts';
import { describeBadge } from './badge.ts';
import type { ChatContext } from './context.ts';
import { deletedCard, keptCard } from './deletion-card.ts';
import { turnError } from './failure.ts';
import { enumerated, namedTask } from './markdown.ts';
import { type ToolDeps, turnTools } from './turn-tools.ts';

type AnswerTurn = ActionTurn<ChatContext>;
type Tried = McpCallResult & { task: NamedTask };

export function createActions(deps: ToolDeps): ActionHandlers<ChatContext> {
  return {
    async *stream(turn) {
      const { answer } = turn.context;
      if (!answer || !turn.sender) throw new Error('An action without a question');
      if (answer.confirmed) yield* deleteAll(deps, turn, turn.sender, answer.tasks);
      else {
        yield { type: 'thread.item.replaced', item: { ...turn.sender, ...keptCard(answer.tasks) } };
        yield say(turn, 'All right, nothing was deleted.');
      }
    },
  };
}

async function* deleteAll(
  deps: ToolDeps,
  turn: AnswerTurn,
  card: WidgetItem,
  tasks: NamedTask[],
): AsyncGenerator<ResponderEvent, void, void> {
  const tried: Tried[] = [];
  let task: NamedTask | undefined;
  const tools = await turnTools(deps, turn, {
    signal: turn.signal,
    onResult: (result) => task && tried.push({ ...result, task }),
  });
  let failure: { error: unknown } | undefined;
  try {
    for (task of tasks) await tools.callToolResult(DELETE_TOOL, { task_id: task.id });
  } catch (error) {
    failure = { error };
  } finally {
    await tools.close();
  }
  const gone = tried.filter(({ isError }) => !isError).map((one) => one.task);
  if (tried.length > 0) yield badges(turn, tried, tools);
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id);
    yield { type: 'client_effect', name: 'tasks.changed', data: { ids } };
  }
  yield { type: 'thread.item.replaced', item: { ...card, ...deletedCard(gone) } };
  if (failure) throw turnError(failure.error, true, turn.context);
  yield say(turn, summary(tried));
}

function badges(turn: AnswerTurn, tried: Tried[], tools: McpTools): ResponderEvent {
  const base = turn.newItem('workflow');
  const known = { changeOf: (event: string) => tools.changeOf(event), titleOf: titleOfTool };
  const calls = tried.map(({ tool, arguments: args, result, isError }) => ({
    call: { tool, arguments: args, result, failed: isError || isErrorResult(result), itemId: base.id },
  }));
  turn.context.toolCalls.set(
    base.id,
    calls.map(({ call: { tool, arguments: args, result, failed } }) => ({
      ...{ tool, arguments: args, result },
      status: failed ? 'failed' : 'done',
    })),
  );
  const tasks = calls.map(({ call }) => {
    const title = titleOfTool(call.tool);
    return finishedTask(call, {
      title: call.failed ? `${title} failed` : title,
      ...describeBadge(call, known),
    });
  });
  const summary = { title: `Deletion of ${tried.length === 1 ? '1 task' : `${tried.length} tasks`}` };
  return {
    type: 'thread.item.done',
    item: { type: 'workflow', ...base, workflow: { type: 'custom', tasks, summary, expanded: false } },
  };
}

function summary(tried: Tried[]): string {
  const deleted = tried.filter(({ isError }) => !isError).map(({ task }) => namedTask(task));
  const left = tried.filter(({ isError }) => isError).map(({ task }) => namedTask(task));
  return [
    deleted.length > 0 ? `Deleted ${enumerated(deleted)}.` : 'Nothing was deleted.',
    ...(left.length > 0 ? [`I could not delete ${enumerated(left)}; it may be gone already.`] : []),
  ].join('\n\n');
}

const say = (turn: AnswerTurn, text: string): ResponderEvent => ({
  type: 'thread.item.done',
  item: {
    type: 'assistant_message',
    ...turn.newItem('message'),
    content: [{ type: 'output_text', text, annotations: [] }],
  },
});
