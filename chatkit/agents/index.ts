// The optional bridge to the OpenAI Agents SDK. Nothing else in chatkit/ imports it.
export { type AnnotationConverters, type Citation, defaultAnnotations } from './annotations.ts';
export { type AgentContext, type AgentTurn, createAgentContext } from './context.ts';
export { streamAgentResponse } from './events.ts';
export type { ImageUrl } from './images.ts';
export { defaultConverters, type InputConverters, type InputPosition, toModelInput } from './input.ts';
export type { InputPart, InputParts } from './input-words.ts';
export type { AgentHooks, StreamAgentOptions } from './options.ts';
export { textDeltas } from './text-deltas.ts';
export { isErrorResult, parseJson, readToolOutput } from './tool-output.ts';
export { finishedTask, type ToolCall, titleOfTool } from './tool-tasks.ts';
