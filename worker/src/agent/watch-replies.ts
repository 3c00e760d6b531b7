import type { Model, ModelProvider } from '@openai/agents';

export type RepliedCall = { name: string; arguments: string };

/**
 * The same models, which tell the tool calls of each reply before any of them is carried out: what is called
 * together cannot be known from the calls as they come.
 */
export function watchReplies(
  provider: ModelProvider,
  onReply: (calls: RepliedCall[]) => void,
): ModelProvider {
  return { getModel: async (name) => watched(await provider.getModel(name), onReply) };
}

function watched(model: Model, onReply: (calls: RepliedCall[]) => void): Model {
  const tell = (output: { type?: string }[]) =>
    onReply(output.flatMap((item) => (isCall(item) ? [{ name: item.name, arguments: item.arguments }] : [])));
  return {
    async getResponse(request) {
      const response = await model.getResponse(request);
      tell(response.output);
      return response;
    },
    async *getStreamedResponse(request) {
      for await (const event of model.getStreamedResponse(request)) {
        if (event.type === 'response_done') tell(event.response.output);
        yield event;
      }
    },
    ...(model.getRetryAdvice && { getRetryAdvice: (args) => model.getRetryAdvice?.(args) }),
    ...(model.supportsPromptModelSelection !== undefined && {
      supportsPromptModelSelection: model.supportsPromptModelSelection,
    }),
  };
}

const isCall = (item: { type?: string }): item is { type: 'function_call' } & RepliedCall =>
  item.type === 'function_call';
