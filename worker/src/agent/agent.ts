// The agent: a model with the five task tools of the MCP Worker and nothing else. It knows no threads,
// no SQL and no tool's code.
import { Agent, type AgentInputItem, type MCPServer, type ModelProvider, Runner } from '@openai/agents';
import { INSTRUCTIONS } from './instructions.ts';
import { modelRetryPolicy } from './retry.ts';
import { type RepliedCall, watchReplies } from './watch-replies.ts';

export type TaskAgentOptions = {
  modelProvider: ModelProvider;
  /** Model name as the provider knows it. */
  model: string;
  /** Model calls of one turn. */
  maxModelTurns: number;
  /** Tokens of one model call's answer. */
  maxOutputTokens: number;
};

export type TaskTurn = {
  tools: MCPServer;
  signal: AbortSignal;
  /** Whether the turn has shown any output yet. */
  started: () => boolean;
  /** Told the calls of each reply of the model before they are carried out. */
  onReply: (calls: RepliedCall[]) => void;
};

export type TaskRun = Awaited<ReturnType<ReturnType<typeof createTaskAgent>['run']>>;

export type TaskAgent = ReturnType<typeof createTaskAgent>;

/** Builds the agent of one isolate; each run brings its own tools, bound to one user and one turn. */
export function createTaskAgent(options: TaskAgentOptions) {
  return {
    /**
     * Starts one turn and returns its stream of run events.
     *
     * An abort of `signal` ends the stream without an error: check `signal.aborted` after the loop.
     * Errors of the model and `MaxTurnsExceededError` are thrown by the stream (see `failure.ts`).
     */
    run(input: AgentInputItem[], turn: TaskTurn) {
      const modelProvider = watchReplies(options.modelProvider, turn.onReply);
      const runner = new Runner({ modelProvider, tracingDisabled: true });
      const agent = new Agent({
        name: 'Task assistant',
        instructions: INSTRUCTIONS,
        model: options.model,
        mcpServers: [turn.tools],
        mcpConfig: { convertSchemasToStrict: true },
        modelSettings: {
          maxTokens: options.maxOutputTokens,
          parallelToolCalls: true,
          store: false,
          retry: { maxRetries: 1, policy: modelRetryPolicy(turn) },
        },
      });
      return runner.run(agent, input, {
        stream: true,
        maxTurns: options.maxModelTurns,
        signal: turn.signal,
      });
    },
  };
}
