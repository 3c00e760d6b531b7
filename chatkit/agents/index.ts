// The optional bridge to the OpenAI Agents SDK. Nothing else in chatkit/ imports it.
export { type StreamAgentOptions, streamAgentResponse } from './events.ts';
export { defaultConverters, type InputConverters, toModelInput } from './input.ts';
export { isErrorResult, parseJson, readToolOutput } from './tool-output.ts';
export { type ToolCall, titleOfTool } from './workflow.ts';
