// Which tool and which model the next message asks for. What follows from the options is not stored.
import type { ChatKitOptions, ModelOption, ToolOption } from '@openai/chatkit';
import type { ChatState } from './chat-state.ts';
import type { Choice } from './compose.ts';
import type { Emit } from './session.ts';
import type { Store } from './store.ts';

type Options = Partial<ChatKitOptions>;

/** The selected tool, as long as the host offers it. */
export function toolOf({ toolId }: ChatState, { composer }: Options): ToolOption | null {
  return composer?.tools?.find(({ id }) => id === toolId) ?? null;
}

/** The selected model; without a selection the default one, else the first that can be selected. */
export function modelOf({ modelId }: ChatState, { composer }: Options): ModelOption | null {
  const models = (composer?.models ?? []).filter(({ disabled }) => !disabled);
  return (
    models.find(({ id }) => id === modelId) ?? models.find((model) => model.default) ?? models[0] ?? null
  );
}

export function choiceOf(state: ChatState, options: Options): Choice {
  return { toolId: toolOf(state, options)?.id ?? null, modelId: modelOf(state, options)?.id ?? null };
}

/** A tool serves one message, unless the host made it persistent. */
export function toolAfterSubmit(state: ChatState, options: Options): string | null {
  const tool = toolOf(state, options);
  return tool?.persistent ? tool.id : null;
}

/** The options have changed: a selection that they no longer offer is gone. */
export function keepOffered(state: ChatState, options: Options): ChatState {
  const toolId = toolOf(state, options)?.id ?? null;
  const offered = options.composer?.models?.some(({ id, disabled }) => id === state.modelId && !disabled);
  const modelId = offered ? state.modelId : null;
  return toolId === state.toolId && modelId === state.modelId ? state : { ...state, toolId, modelId };
}

/** Tells the host of every change of the tool, whoever made it. */
export function reportToolChanges(store: Store<ChatState>, emit: Emit): void {
  let last = store.get().toolId;
  store.watch(() => {
    const { toolId } = store.get();
    if (toolId === last) return;
    last = toolId;
    emit('chatkit.tool.change', { toolId });
  });
}
